using Microsoft.Extensions.Options;
using Overture.Client.Contract;
using Overture.Server.Credits;
using Overture.Server.Http;
using Overture.Server.Limits;

namespace Overture.Server.Invitations.Sending.Gates;

/// <summary>Whether the workspace can pay.</summary>
internal sealed class CreditsGate(Balances balances, IOptions<CreditsOptions> credits) : IGate
{
    public GateName Name => GateName.Credits;

    public async ValueTask<GateResult> CheckAsync(InviteCheck check, CancellationToken cancellationToken)
    {
        var price = credits.Value.InvitePrice;
        var suffice = await balances.SufficeAsync(check.Account.WorkspaceId, price, cancellationToken);
        var value = check.IsDryRun
            ? FormattableString.Invariant(
                $"{await balances.ReadAsync(check.Account.WorkspaceId, cancellationToken)} of {price}")
            : null;
        return suffice
            ? new GateResult(Name, GateVerdict.Open, value)
            : GateResult.Closed(Name, new Refusal(Reason.InsufficientCredits), value);
    }
}
