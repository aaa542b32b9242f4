using Overture.Server.Idempotency;

namespace Overture.Server.Actions;

/// <summary>A call as its handler sees it.</summary>
/// <param name="Envelope">Who asks, for which account.</param>
/// <param name="Params">The bound parameters.</param>
internal sealed record Call<TParams>(ActionCall Envelope, TParams Params)
{
    public long WorkspaceId => Envelope.WorkspaceId;

    public long ApiKeyId => Envelope.ApiKeyId;

    public long AccountId => Envelope.AccountId;

    public IdempotencyKey? Key => Envelope.Key;

    public override string ToString() => Envelope.ToString();
}
