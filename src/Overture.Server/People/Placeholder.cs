using System.Text.RegularExpressions;

namespace Overture.Server.People;

/// <summary>
/// Finds what a template leaves in a text when it has no value: <c>{{first_name}}</c>, <c>{name}</c>,
/// <c>%FIRSTNAME%</c> and the like. Pure.
/// </summary>
internal static partial class Placeholder
{
    /// <summary>The first placeholder in the text; null when there is none.</summary>
    public static string? FindIn(string text) => Pattern.Match(text) is { Success: true } match ? match.Value : null;

    /// <summary>True for what a program writes where a variable has no value.</summary>
    public static bool IsEmptyVariable(string text) =>
        text.Equals("undefined", StringComparison.OrdinalIgnoreCase)
        || text.Equals("null", StringComparison.OrdinalIgnoreCase);

    // Brackets are common in plain text, so they count only around the name of a variable that tools have. A percent
    // sign behind a letter, a digit or a part of an address belongs to a number or to an encoded link.
    [GeneratedRegex(
        """
        \{\{[^{}\r\n]{0,100}\}\}
        | [$#]?\{(?=[^{}]*\p{L})[^{}\r\n]{1,100}\}
        | <%[^\r\n]{0,100}?%>
        | \*\|[A-Za-z_: ]{1,40}\|\*
        | (?<![A-Za-z0-9/=&?._~%-])%[A-Za-z][A-Za-z0-9_]{1,40}%(?![0-9A-Fa-f]{2})
        | [\[<](first|last|full|company|job|your|sender)?[ _-]?(name|company|title|firstname|lastname)[\]>]
        | \[object[ ]Object\]
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern { get; }
}
