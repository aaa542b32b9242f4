namespace Overture.Server.Actions;

/// <summary>Knows which workspace an account belongs to.</summary>
internal interface IAccountDirectory
{
    ValueTask<bool> IsInWorkspaceAsync(long workspaceId, long accountId, CancellationToken cancellationToken);
}
