using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Overture.Connectors;
using Overture.Server.Http;

namespace Overture.Server.People;

/// <summary>
/// Reads a slug, a member id or a Sales Navigator id: percent-decoded once, in Unicode form C, letter case as given. Of
/// ASCII a slug has letters, digits and <c>- _ . '</c>; of everything else, any character that is no space or control.
/// Invisible characters belong to the slug: links to Arabic and Hebrew names carry direction marks.
/// </summary>
internal static partial class PersonReferenceSlug
{
    public const string BrokenEncoding = "has broken percent-encoding: it does not decode to UTF-8 text";

    private const int LongestSlug = 100;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Result<PersonReference> Read(string parameter, string encoded)
    {
        var decoded = Decode(encoded);
        if (Placeholder.FindIn(decoded ?? encoded) is { } placeholder)
        {
            return PersonFault.EmptyVariable(parameter, placeholder);
        }

        if (decoded is not { } text)
        {
            return PersonFault.Invalid(parameter, BrokenEncoding);
        }

        if (Placeholder.IsEmptyVariable(text))
        {
            return PersonFault.EmptyVariable(parameter, text);
        }

        if (FindFault(text) is { } fault)
        {
            return PersonFault.Invalid(parameter, fault);
        }

        var slug = text.Normalize(NormalizationForm.FormC);
        return new PersonReference(IdentifierOf(slug), null);
    }

    public static bool IsMemberId(string text) => MemberId.IsMatch(text);

    /// <summary>True for an id of Sales Navigator, which the platform is asked for as given.</summary>
    public static bool IsSalesId(string text) => SalesId.IsMatch(text);

    /// <summary>How the platform is asked for what is no URN and no link any more.</summary>
    public static PersonIdentifier IdentifierOf(string text) =>
        IsMemberId(text) ? PersonIdentifier.MemberId(text)
        : IsSalesId(text) ? PersonIdentifier.SalesId(text)
        : PersonIdentifier.Slug(text);

    /// <summary>Undoes one percent-encoding; null when it is broken.</summary>
    public static string? Decode(string encoded)
    {
        var bytes = Utf8.GetBytes(encoded);
        var length = 0;
        for (var index = 0; index < bytes.Length; index++, length++)
        {
            bytes[length] = bytes[index];
            if (bytes[index] != '%')
            {
                continue;
            }

            if (index + 2 >= bytes.Length || !TryReadHex(bytes.AsSpan(index + 1, 2), out bytes[length]))
            {
                return null;
            }

            index += 2;
        }

        try
        {
            return Utf8.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static bool TryReadHex(ReadOnlySpan<byte> digits, out byte value) =>
        byte.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);

    private static string? FindFault(string text)
    {
        if (text.Contains('%', StringComparison.Ordinal))
        {
            return "is percent-encoded twice, or has a % inside";
        }

        var runes = text.EnumerateRunes().ToArray();
        foreach (var rune in runes)
        {
            if (!IsAllowed(rune))
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"has a character (U+{rune.Value:X4}) that cannot be in a slug or member id");
            }
        }

        if (runes.Length > LongestSlug)
        {
            return "has a slug longer than 100 characters";
        }

        if (!runes.Any(Rune.IsLetterOrDigit))
        {
            return "is not a slug: it has no letter or digit";
        }

        return FindLookalike(text);
    }

    // Each of these looks like a slug, and resolving it could only miss the person or meet another one.
    private static string? FindLookalike(string text) => text switch
    {
        _ when text.Equals("me", StringComparison.OrdinalIgnoreCase) => "names the signed-in member (me), not a person",
        _ when PersonReferenceLink.IsOwnHost(PersonReferenceText.FromFirstVisible(text)) =>
            "names a site, not a person",
        _ when LowerCasedMemberId.IsMatch(text) => "is a member id (ACo…) that has lost its letter case",
        _ => null,
    };

    private static bool IsAllowed(Rune rune) => rune.IsAscii
        ? Rune.IsLetterOrDigit(rune) || rune.Value is '-' or '_' or '.' or '\''
        : rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
            _ => true,
        };

    // The capital in the fourth place keeps people called ACosta apart; every id seen begins with ACoAA.
    [GeneratedRegex(@"^ACo[A-Z][A-Za-z0-9_-]{9,}\z")]
    private static partial Regex MemberId { get; }

    [GeneratedRegex(@"^ACw[A-Z][A-Za-z0-9_-]{9,}\z")]
    private static partial Regex SalesId { get; }

    [GeneratedRegex(@"^acoaa[a-z0-9_-]{34}\z")]
    private static partial Regex LowerCasedMemberId { get; }
}
