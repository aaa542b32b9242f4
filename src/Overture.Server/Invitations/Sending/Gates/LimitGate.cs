using Overture.Client.Contract;
using Overture.Server.Limits;

namespace Overture.Server.Invitations.Sending.Gates;

/// <summary>
/// A budget, a pause or an hour of the account; which one is its name. Needed only when something would be sent.
/// </summary>
internal sealed class LimitGate(GateName name) : IGate
{
    public GateName Name => name;

    public ValueTask<GateResult> CheckAsync(InviteCheck check, CancellationToken cancellationToken) =>
        ValueTask.FromResult(
            check.IsConnected ? new GateResult(name, GateVerdict.NotNeeded) : check.Limits.Of(name));
}
