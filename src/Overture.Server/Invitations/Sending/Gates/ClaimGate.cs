using Overture.Client.Contract;
using Overture.Server.Limits;

namespace Overture.Server.Invitations.Sending.Gates;

/// <summary>Whether another account of the workspace is contacting the person.</summary>
internal sealed class ClaimGate(Claims claims) : IGate
{
    public GateName Name => GateName.Claim;

    public async ValueTask<GateResult> CheckAsync(InviteCheck check, CancellationToken cancellationToken)
    {
        if (InviteGates.SkipsLists(check) is { } skipped) return new GateResult(Name, skipped);
        var (account, person) = (check.Account, check.Person!);
        var claim = await claims.FindAsync(
            (account.WorkspaceId, account.Id), (person.MemberId, person.PublicIdentifier),
            check.Origin?.Operation?.Position, cancellationToken);
        if (claim is null) return new GateResult(Name, GateVerdict.Open);
        if (!check.Request.OverridesClaim) return GateResult.Closed(Name, claim.Refusal(check.Now), claim.AccountName);
        check.OverriddenClaim = claim;
        return new GateResult(Name, GateVerdict.Open, $"{claim.AccountName}, overridden");
    }
}
