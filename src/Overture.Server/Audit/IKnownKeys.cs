using Overture.Server.Storage;

namespace Overture.Server.Audit;

/// <summary>Knows which API keys there are, revoked ones included.</summary>
internal interface IKnownKeys
{
    Task<HashSet<long>> AllAsync(OvertureDb db, CancellationToken cancellationToken);
}
