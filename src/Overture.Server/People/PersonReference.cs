using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Http;

namespace Overture.Server.People;

/// <summary>
/// Who a request means, read from its parameters without asking anybody. A slug and a member id given together can only
/// be compared once the person is known: <see cref="Primary"/> is what to resolve, and the code that resolves it must
/// see that the person found is the one that <see cref="MustAlsoBe"/> names.
/// </summary>
internal sealed record PersonReference(PersonIdentifier Primary, PersonIdentifier? MustAlsoBe)
{
    public const string ProfileUrl = "profile_url";
    public const string LinkedinUrl = "linkedin_url";
    public const string Identifier = "identifier";

    /// <summary>Null and blank mean absent. What is given must agree.</summary>
    public static Result<PersonReference> Parse(string? profileUrl, string? linkedinUrl, string? identifier)
    {
        Named? slug = null;
        Named? memberId = null;
        (string, string?)[] given = [(ProfileUrl, profileUrl), (LinkedinUrl, linkedinUrl), (Identifier, identifier)];
        foreach (var (parameter, value) in given)
        {
            var text = PersonReferenceText.Trim(value);
            if (text.Length == 0)
            {
                continue;
            }

            var read = PersonReferenceText.Read(parameter, text);
            if (!read.Succeeded(out var found, out _))
            {
                return read;
            }

            ref var earlier = ref found.Primary.IsMemberId ? ref memberId : ref slug;
            if (earlier is { } first && !IsSame(first.Person, found.Primary))
            {
                return Disagreement(first, new Named(parameter, found.Primary));
            }

            earlier ??= new Named(parameter, found.Primary);
        }

        // Resolving by slug makes the later comparison one of member ids, which is exact: no case, no Unicode forms.
        return (slug ?? memberId) is { } primary
            ? (new PersonReference(primary.Person, slug is null ? null : memberId?.Person))
            : PersonFault.Refused(
                Reason.MissingParameter, ProfileUrl, $"{ProfileUrl} or {Identifier} is required");
    }

    private static Refusal Disagreement(Named first, Named second)
    {
        // Only the platform knows which member a Sales Navigator id names.
        var fault = first.Person.IsSalesId == second.Person.IsSalesId
            ? "name two different people"
            : "cannot be compared; give one of the two";
        return PersonFault.Refused(
            Reason.InvalidParameter,
            second.Parameter,
            $"{first.Parameter} and {second.Parameter} {fault} "
            + $"({PersonReferenceText.Quote(first.Person.Value)} and "
            + $"{PersonReferenceText.Quote(second.Person.Value)})");
    }

    private static bool IsSame(PersonIdentifier left, PersonIdentifier right) =>
        (left.IsMemberId, left.IsSalesId) == (right.IsMemberId, right.IsSalesId)
        && string.Equals(
            left.Value,
            right.Value,
            left.IsMemberId || left.IsSalesId ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    private sealed record Named(string Parameter, PersonIdentifier Person);
}
