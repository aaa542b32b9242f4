using System.Globalization;
using System.Text;
using Overture.Server.Http;

namespace Overture.Server.People;

/// <summary>Tells links, URNs and bare names apart. Every parameter takes every spelling.</summary>
internal static class PersonReferenceText
{
    private const int LongestText = 2_000;
    private const int LongestQuote = 60;

    /// <summary>Cuts off surrounding whitespace. A text of invisible characters alone is empty.</summary>
    public static string Trim(string? text)
    {
        var rest = (text ?? "").Trim();
        return FromFirstVisible(rest).Length == 0 ? "" : rest;
    }

    /// <summary>Reads one trimmed, non-empty parameter.</summary>
    public static Result<PersonReference> Read(string parameter, string text)
    {
        if (text.Length > LongestText)
        {
            return PersonFault.Invalid(parameter, "is longer than 2,000 characters");
        }

        if (Placeholder.FindIn(text.Split('?', '#')[0]) is { } placeholder)
        {
            return PersonFault.EmptyVariable(parameter, placeholder);
        }

        if (FindFault(text) is { } fault)
        {
            return PersonFault.Invalid(parameter, fault);
        }

        // Marks in front of a link or URN come from copying it. In front of a bare slug they belong to the name.
        var visible = FromFirstVisible(text);
        if (visible.StartsWith("urn:", StringComparison.OrdinalIgnoreCase)
            || visible.StartsWith("urn%3a", StringComparison.OrdinalIgnoreCase))
        {
            return PersonReferenceUrn.Read(parameter, visible);
        }

        return IsLink(parameter, visible)
            ? PersonReferenceLink.Read(parameter, visible)
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

            if (Rune.IsControl(rune))
            {
                return string.Create(
                    CultureInfo.InvariantCulture, $"has a control character (U+{rune.Value:X4}) inside");
            }

            index += rune.Utf16SequenceLength;
        }

        return null;
    }

    /// <summary>
    /// A piece of the caller's text, short enough for a message. Invisible characters are shown by number, because they
    /// would reorder the message.
    /// </summary>
    public static string Quote(string text)
    {
        var quote = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var shown = IsInvisible(rune)
                ? string.Create(CultureInfo.InvariantCulture, $"<U+{rune.Value:X4}>")
                : rune.ToString();
            if (quote.Length + shown.Length > LongestQuote) return quote.Append('…').ToString();
            quote.Append(shown);
        }

        return quote.ToString();
    }

    /// <summary>The text without the invisible characters and blanks in front.</summary>
    public static string FromFirstVisible(string text)
    {
        var start = 0;
        while (start < text.Length
            && (char.IsWhiteSpace(text[start]) || char.GetUnicodeCategory(text[start]) == UnicodeCategory.Format))
        {
            start++;
        }

        return text[start..];
    }

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;

    // A dot makes a host of a bare word in a link parameter; as identifier "jane.doe" is a slug.
    private static bool IsLink(string parameter, string text) =>
        text.AsSpan().ContainsAny('/', '\\')
        || (parameter != PersonReference.Identifier && text.Contains('.', StringComparison.Ordinal))
        || PersonReferenceLink.IsOwnHost(text.Split('?', '#', ':')[0]);
}
