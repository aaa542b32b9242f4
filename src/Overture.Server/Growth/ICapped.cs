namespace Overture.Server.Growth;

/// <summary>Counts a workspace's rows of a kind that has a cap.</summary>
internal interface ICapped
{
    Cap Cap { get; }

    Task<int> CountAsync(long workspaceId, CancellationToken cancellationToken);
}
