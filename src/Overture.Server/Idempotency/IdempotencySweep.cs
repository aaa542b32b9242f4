using Overture.Server.Cluster;

namespace Overture.Server.Idempotency;

/// <summary>Deletes stored answers whose time is over.</summary>
internal sealed class IdempotencySweep(IdempotencyKeys keys) : IBackgroundJob
{
    public const string Name = "idempotency-sweep";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await keys.SweepAsync(cancellationToken) > 0)
        {
            // In small portions, so that the hot path never waits long for the database.
        }
    }
}
