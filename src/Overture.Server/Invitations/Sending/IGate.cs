using Overture.Client.Contract;
using Overture.Server.Limits;

namespace Overture.Server.Invitations.Sending;

/// <summary>One rule that a request passes before anything leaves.</summary>
internal interface IGate
{
    GateName Name { get; }

    ValueTask<GateResult> CheckAsync(InviteCheck check, CancellationToken cancellationToken);
}
