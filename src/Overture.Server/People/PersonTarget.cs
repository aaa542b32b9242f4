using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Http;
using Overture.Server.Storage;

namespace Overture.Server.People;

/// <summary>Whom a request means: a slug, a member id, or both, which must then belong to one person.</summary>
/// <param name="Slug">The slug or Sales Navigator id, when given; it is what gets resolved.</param>
/// <param name="MemberId">The member id, when given; beside a slug, the person found must carry it.</param>
internal sealed record PersonTarget(string? Slug, string? MemberId)
{
    /// <summary>How our records name the person, as far as is known without asking the platform.</summary>
    public string Key => MemberId ?? PersonKey.OfSlug(Slug!);

    /// <summary>How the request named the person.</summary>
    public string Name => MemberId ?? Slug!;

    /// <summary>What to ask the platform for.</summary>
    public PersonIdentifier Identifier =>
        Slug is { } slug ? PersonReferenceSlug.IdentifierOf(slug) : PersonIdentifier.MemberId(MemberId!);

    public static Result<PersonTarget> Read(IPersonParams parameters) =>
        Read(parameters.ProfileUrl, parameters.LinkedinUrl, parameters.Identifier);

    public static Result<PersonTarget> Read(string? profileUrl, string? linkedinUrl, string? identifier)
    {
        if (!PersonReference.Parse(profileUrl, linkedinUrl, identifier).Succeeded(out var person, out var refusal))
        {
            return refusal;
        }

        return person.Primary.IsMemberId
            ? new PersonTarget(null, person.Primary.Value)
            : new PersonTarget(person.Primary.Value, person.MustAlsoBe?.Value);
    }

    public override string ToString() => nameof(PersonTarget);
}
