namespace Overture.Server.Storage.Rows;

/// <summary>A tenant: keys, accounts, credits and people lists belong to exactly one.</summary>
internal sealed class WorkspaceRow
{
    public required string Id { get; init; }

    public required string Name { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}
