namespace Overture.Server.Limits;

/// <summary>Knows how many operations wait for an account.</summary>
internal interface IQueueLength
{
    Task<int> CountAsync(long accountId, CancellationToken cancellationToken);
}
