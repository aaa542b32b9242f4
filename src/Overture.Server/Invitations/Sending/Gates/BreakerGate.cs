using Overture.Client.Contract;
using Overture.Server.Limits;

namespace Overture.Server.Invitations.Sending.Gates;

/// <summary>Whether answers in an unknown shape have stopped the account's invitations.</summary>
internal sealed class BreakerGate : IGate
{
    public GateName Name => GateName.Breaker;

    public async ValueTask<GateResult> CheckAsync(InviteCheck check, CancellationToken cancellationToken)
    {
        await check.Limits.State.RefreshBreakerAsync(cancellationToken);
        return check.Limits.Of(Name);
    }
}
