namespace Overture.Server.Credits;

/// <summary>The sum of a workspace's entries, kept beside them in the same transactions; never below zero.</summary>
internal sealed class BalanceRow
{
    public required long WorkspaceId { get; init; }

    public required long Credits { get; init; }
}
