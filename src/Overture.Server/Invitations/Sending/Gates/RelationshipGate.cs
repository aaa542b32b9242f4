using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Accounts.Upstream;
using Overture.Server.Http;
using Overture.Server.Limits;

namespace Overture.Server.Invitations.Sending.Gates;

/// <summary>Whether the two can be connected by an invitation, by what the platform says of them.</summary>
internal sealed class RelationshipGate : IGate
{
    public GateName Name => GateName.Relationship;

    public ValueTask<GateResult> CheckAsync(InviteCheck check, CancellationToken cancellationToken)
    {
        if (check is not { Person: { } person, Relationship: { } relationship })
        {
            return ValueTask.FromResult(new GateResult(Name, GateVerdict.NotChecked));
        }

        var decision = InviteDecision.Of(person, relationship);
        check.IsConnected = decision.Verdict == InviteVerdict.AlreadyConnected;
        if (relationship.Kind == RelationshipKind.Unknown) check.Account.Upstream.ReportUnknown("Relationship shape -");
        var value = EnumNames.Of(relationship.Kind);
        return ValueTask.FromResult(decision.Refusal is { } refusal
            ? GateResult.Closed(Name, refusal, value)
            : new GateResult(Name, GateVerdict.Open, value));
    }
}
