using Overture.Connectors;

namespace Overture.Server.People;

/// <summary>A member of the network as last seen; one row whatever the spelling that named them.</summary>
internal sealed record PersonRow
{
    public required string MemberId { get; init; }

    public required string PublicIdentifier { get; init; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public required string Headline { get; init; }

    public string? PictureUrl { get; init; }

    public required DateTimeOffset SeenAt { get; init; }

    public static PersonRow Of(Person person, DateTimeOffset seenAt) => new()
    {
        MemberId = person.MemberId,
        PublicIdentifier = Storable(person.PublicIdentifier),
        FirstName = Storable(person.FirstName),
        LastName = Storable(person.LastName),
        Headline = Storable(person.Headline),
        PictureUrl = person.PictureUrl is null ? null : Storable(person.PictureUrl),
        SeenAt = seenAt,
    };

    // PostgreSQL stores no NUL character in a text, and the platform's texts are not ours to trust.
    private static string Storable(string text) => text.Replace("\0", "", StringComparison.Ordinal);
}
