namespace Overture.Server.Storage.Rows;

/// <summary>An API key, kept only as its SHA-256: the key itself is long and random, so nothing slower is needed.</summary>
internal sealed class ApiKeyRow
{
    public required string Id { get; init; }

    public required string WorkspaceId { get; init; }

    public required string Name { get; set; }

    /// <summary>Lower-case hex of the key's SHA-256.</summary>
    public required string Hash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }
}
