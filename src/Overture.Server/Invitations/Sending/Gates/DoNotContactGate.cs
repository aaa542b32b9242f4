using Overture.Client.Contract;
using Overture.Server.DoNotContact;
using Overture.Server.Limits;

namespace Overture.Server.Invitations.Sending.Gates;

/// <summary>Whether the person is on a do-not-contact list.</summary>
internal sealed class DoNotContactGate(DoNotContactLists lists) : IGate
{
    public GateName Name => GateName.DoNotContact;

    public async ValueTask<GateResult> CheckAsync(InviteCheck check, CancellationToken cancellationToken)
    {
        if (InviteGates.SkipsLists(check) is { } skipped) return new GateResult(Name, skipped);
        var entry = await lists.FindAsync(check.Account.WorkspaceId, check.Person!.MemberId, cancellationToken);
        return entry is null
            ? new GateResult(Name, GateVerdict.Open)
            : GateResult.Closed(Name, DoNotContactRefusal.Of(entry));
    }
}
