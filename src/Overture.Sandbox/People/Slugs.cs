using System.Globalization;
using System.Text;

namespace Overture.Sandbox.People;

/// <summary>Slugs to people and back. Reading ignores case; writing uses the canonical spelling.</summary>
internal static class Slugs
{
    private const string NumberedPrefix = "person-";
    private const string MemberPrefix = "sandbox-member-";
    private const string MarkedPrefix = "\u202Amarked-";
    private const string MarkedSuffix = "\u202C\u200F";
    private const string BehaviourSeparator = "--";

    public static bool TryParse(string slug, out PersonKey person)
    {
        var text = (Ascii.IsValid(slug) ? slug : Composed(slug)).AsSpan();
        if (text.StartsWith(NumberedPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return TryParseNumbered(text[NumberedPrefix.Length..], out person);
        }

        if (text.StartsWith(MemberPrefix, StringComparison.OrdinalIgnoreCase))
        {
            var isMember = TryParseOrdinal(text[MemberPrefix.Length..], PersonKey.HighestMember, out var number);
            person = isMember ? PersonKey.Member(number) : default;
            return isMember;
        }

        if (text.StartsWith(MarkedPrefix, StringComparison.OrdinalIgnoreCase)
            && text.EndsWith(MarkedSuffix, StringComparison.Ordinal))
        {
            var digits = text[MarkedPrefix.Length..^MarkedSuffix.Length];
            var isMarked = TryParseOrdinal(digits, PersonKey.HighestMarked, out var number);
            person = isMarked ? PersonKey.Marked(number) : default;
            return isMarked;
        }

        var testPerson = TestPeople.Find(text);
        person = testPerson?.Key ?? default;
        return testPerson is not null;
    }

    public static string Format(PersonKey person) => person.Kind switch
    {
        PersonKind.Numbered when person.Behaviour == Behaviour.None => Numbered(NumberedPrefix, person.Ordinal),
        PersonKind.Numbered =>
            Numbered(NumberedPrefix, person.Ordinal) + BehaviourSeparator + BehaviourNames.Of(person.Behaviour),
        PersonKind.Member => Numbered(MemberPrefix, person.Ordinal),
        PersonKind.Marked => Numbered(MarkedPrefix, person.Ordinal) + MarkedSuffix,
        PersonKind.Test => TestPeople.Find(person)!.Slug,
        _ => throw new ArgumentOutOfRangeException(nameof(person)),
    };

    /// <summary>A number without sign or leading zeros, so that one person has one slug.</summary>
    public static bool TryParseOrdinal(ReadOnlySpan<char> digits, int highest, out int ordinal) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out ordinal) &&
        ordinal >= 1 && ordinal <= highest && digits[0] != '0';

    private static bool TryParseNumbered(ReadOnlySpan<char> rest, out PersonKey person)
    {
        person = default;
        var behaviour = Behaviour.None;
        var separator = rest.IndexOf(BehaviourSeparator, StringComparison.Ordinal);
        if (separator >= 0 && !BehaviourNames.TryParse(rest[(separator + BehaviourSeparator.Length)..], out behaviour))
        {
            return false;
        }

        if (!TryParseOrdinal(separator < 0 ? rest : rest[..separator], PersonKey.HighestNumbered, out var ordinal))
        {
            return false;
        }

        person = PersonKey.Numbered(ordinal, behaviour);
        return true;
    }

    // Some clients send "ë" as two code points; the platform shows one spelling.
    private static string Composed(string slug)
    {
        try
        {
            return slug.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return slug;
        }
    }

    private static string Numbered(string prefix, int ordinal) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}{ordinal}");
}
