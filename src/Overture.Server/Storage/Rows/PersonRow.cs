namespace Overture.Server.Storage.Rows;

/// <summary>A member of the network as last seen; one row whatever the spelling that named them.</summary>
internal sealed class PersonRow
{
    public required string MemberId { get; init; }

    public required string PublicIdentifier { get; set; }

    public required string FirstName { get; set; }

    public required string LastName { get; set; }

    public required string Headline { get; set; }

    public string? PictureUrl { get; set; }

    public required DateTimeOffset SeenAt { get; set; }
}
