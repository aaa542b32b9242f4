namespace Overture.Server.Workspaces;

/// <summary>
/// An API key, kept only as its SHA-256: the key itself is long and random, so nothing slower is needed.
/// </summary>
internal sealed class ApiKeyRow
{
    public required long Id { get; init; }

    public required long WorkspaceId { get; init; }

    public required string Name { get; init; }

    /// <summary>The key's SHA-256.</summary>
    public required byte[] Hash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }
}
