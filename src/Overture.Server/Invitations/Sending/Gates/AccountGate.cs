using Overture.Client.Contract;
using Overture.Server.Limits;

namespace Overture.Server.Invitations.Sending.Gates;

/// <summary>Whether the account can act at all.</summary>
internal sealed class AccountGate : IGate
{
    public GateName Name => GateName.Account;

    public ValueTask<GateResult> CheckAsync(InviteCheck check, CancellationToken cancellationToken)
    {
        var refusal = check.Account.Inactive ?? check.Account.Part<AccountLimitState>().Paused;
        return ValueTask.FromResult(
            refusal is null ? new GateResult(Name, GateVerdict.Open) : GateResult.Closed(Name, refusal));
    }
}
