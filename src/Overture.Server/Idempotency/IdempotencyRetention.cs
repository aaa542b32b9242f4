using Overture.Server.Growth;

namespace Overture.Server.Idempotency;

/// <summary>Deletes stored answers whose time is over.</summary>
internal sealed class IdempotencyRetention(IdempotencyKeys keys) : IRetained
{
    public async Task<bool> SweepAsync(CancellationToken cancellationToken) =>
        await keys.SweepAsync(cancellationToken) > 0;
}
