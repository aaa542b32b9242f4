using System.Globalization;
using Overture.Server.Network;

namespace Overture.Server.Hosting.Verbs;

/// <summary>What operators write and read: names and tables.</summary>
internal static class OperatorText
{
    private const int LongestName = 100;

    /// <summary>Null when the name can be used; else the sentence that says why not.</summary>
    public static string? FaultOf(string name) =>
        name.Trim().Length == 0 ? "The name is empty."
        : name.Length > LongestName ? $"The name is longer than {LongestName} characters."
        : name.Any(char.IsControl) ? "The name holds a control character."
        : null;

    /// <summary>As <see cref="FaultOf"/>, for why a person is put on a list.</summary>
    public static string? FaultOfComment(string comment) =>
        comment.Trim().Length == 0 ? "The comment is empty."
        : comment.Length > DoNotContactChangeAction.LongestComment
            ? FormattableString.Invariant($"The comment is longer than {DoNotContactChangeAction.LongestComment} characters.")
        : comment.Any(char.IsControl) ? "The comment holds a control character."
        : null;

    /// <summary>What others wrote, on one line and without what could steer a terminal; a dash for nothing.</summary>
    public static string Cell(string? text) =>
        text is null ? "-" : string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));

    public static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Columns as wide as their widest cell, two spaces apart; the last one ends with its text.</summary>
    public static string Table(string[] head, IEnumerable<string[]> rows)
    {
        string[][] all = [head, .. rows];
        var widths = head.Select((_, column) => all.Max(row => row[column].Length)).ToArray();
        return string.Join(
            Environment.NewLine,
            all.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()));
    }
}
