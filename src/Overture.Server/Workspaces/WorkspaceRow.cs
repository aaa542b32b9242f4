namespace Overture.Server.Workspaces;

/// <summary>A tenant: keys, accounts, credits and people lists belong to exactly one.</summary>
internal sealed class WorkspaceRow
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
