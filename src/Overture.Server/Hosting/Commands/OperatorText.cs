using System.Globalization;
using Overture.Server.DoNotContact;
using Overture.Server.Storage;
using Overture.Server.Workspaces;

namespace Overture.Server.Hosting.Commands;

/// <summary>What operators write and read: names, comments and tables.</summary>
internal static class OperatorText
{
    private const int MaxName = 100;

    /// <summary>Null when the name can be used; else the sentence that says why not.</summary>
    public static string? FaultOfName(string name) => FaultOf("name", name, MaxName);

    /// <summary>
    /// Null when the comment on a do-not-contact entry can be used; else the sentence that says why not.
    /// </summary>
    public static string? FaultOfComment(string comment) => FaultOf("comment", comment, PeopleCsv.MaxComment);

    /// <summary>The workspace with this id; null when there is none.</summary>
    public static async Task<long?> WorkspaceAsync(IServiceProvider services, string name)
    {
        if (RowKey.Parse(RowKind.Workspace, name) is not { } id) return null;
        var workspaces = services.GetRequiredService<WorkspaceDirectory>();
        return await workspaces.HasAsync(id, CancellationToken.None) ? id : null;
    }

    /// <summary>
    /// Text from others on one line, without characters that control a terminal; a dash when there is none.
    /// </summary>
    public static string Cell(string? text) =>
        text is null ? "-" : string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));

    public static string Time(DateTimeOffset time) =>
        time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Columns as wide as their widest cell, two spaces apart; the last one ends with its text.</summary>
    public static string Table(string[] head, IEnumerable<string[]> rows)
    {
        string[][] all = [head, .. rows];
        var widths = head.Select((_, column) => all.Max(row => row[column].Length)).ToArray();
        return string.Join(Environment.NewLine, all.Select(Line));

        string Line(string[] row) =>
            string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd();
    }

    private static string? FaultOf(string what, string text, int longest) =>
        text.Trim().Length == 0 ? $"The {what} is empty."
        : text.Length > longest ? FormattableString.Invariant($"The {what} is longer than {longest} characters.")
        : text.Any(char.IsControl) ? $"The {what} contains a control character."
        : null;
}
