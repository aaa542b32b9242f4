using Overture.Client.Contract;
using Overture.Server.Limits;

namespace Overture.Server.Invitations.Sending.Gates;

/// <summary>Whether the platform asked for a pause of everything.</summary>
internal sealed class PlatformPauseGate : IGate
{
    public GateName Name => GateName.PlatformPause;

    public ValueTask<GateResult> CheckAsync(InviteCheck check, CancellationToken cancellationToken) =>
        ValueTask.FromResult(check.Limits.Of(Name));
}
