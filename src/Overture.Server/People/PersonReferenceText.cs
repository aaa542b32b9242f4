using System.Globalization;
using System.Text;
using Overture.Server.Http;

namespace Overture.Server.People;

/// <summary>Tells links, URNs and bare names apart. Every parameter takes every spelling.</summary>
internal static class PersonReferenceText
{
    private const int LongestText = 2_000;
    private const int LongestQuote = 60;

    /// <summary>
    /// Cuts off surrounding whitespace and the invisible marks that copying from a page brings along.
    /// </summary>
    public static string Trim(string? text)
    {
        var rest = text.AsSpan();
        while (rest.Length > 0 && IsMargin(rest[0]))
        {
            rest = rest[1..];
        }

        while (rest.Length > 0 && IsMargin(rest[^1]))
        {
            rest = rest[..^1];
        }

        return rest.ToString();
    }

    /// <summary>Reads one trimmed, non-empty parameter.</summary>
    public static Result<PersonReference> Read(string parameter, string text)
    {
        if (text.Length > LongestText)
        {
            return PersonFault.Invalid(parameter, "is longer than 2,000 characters");
        }

        if (FindFault(text) is { } fault)
        {
            return PersonFault.Invalid(parameter, fault);
        }

        if (text.StartsWith("urn:", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("urn%3a", StringComparison.OrdinalIgnoreCase))
        {
            return PersonReferenceUrn.Read(parameter, text);
        }

        return IsLink(parameter, text)
            ? PersonReferenceLink.Read(parameter, text)
            : PersonReferenceSlug.Read(parameter, text);
    }

    /// <summary>What makes the text unreadable wherever it stands; null when nothing does.</summary>
    public static string? FindFault(string text)
    {
        for (var index = 0; index < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, index, out var rune))
            {
                return "is not valid Unicode text";
            }

            if (Rune.IsWhiteSpace(rune))
            {
                return "has a space or line break inside";
            }

            if (Rune.IsControl(rune) || (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && !IsJoiner(rune)))
            {
                return string.Create(
                    CultureInfo.InvariantCulture, $"has a control or invisible character (U+{rune.Value:X4}) inside");
            }

            index += rune.Utf16SequenceLength;
        }

        return null;
    }

    /// <summary>A piece of the caller's text, short enough for a message.</summary>
    public static string Quote(string text)
    {
        if (text.Length <= LongestQuote)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[LongestQuote - 1]) ? LongestQuote - 1 : LongestQuote;
        return text[..end] + "…";
    }

    /// <summary>The two joiners belong to the spelling of words in some scripts and of many emoji.</summary>
    public static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D;

    private static bool IsMargin(char character) =>
        char.IsWhiteSpace(character) || char.GetUnicodeCategory(character) == UnicodeCategory.Format;

    // A dot makes a host of a bare word in a link parameter; as identifier "jane.doe" is a slug.
    private static bool IsLink(string parameter, string text) =>
        text.AsSpan().ContainsAny('/', '\\')
        || (parameter != PersonReference.Identifier && text.Contains('.', StringComparison.Ordinal))
        || PersonReferenceLink.IsOwnHost(text.Split('?', '#', ':')[0]);
}
