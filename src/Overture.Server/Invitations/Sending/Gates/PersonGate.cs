using Overture.Client.Contract;
using Overture.Server.Accounts.Upstream;
using Overture.Server.Http;
using Overture.Server.Limits;
using Overture.Server.Telemetry;

namespace Overture.Server.Invitations.Sending.Gates;

/// <summary>
/// Asks the platform for the person and the relationship. It is not asked while an earlier gate forbids that.
/// </summary>
internal sealed class PersonGate(Instruments instruments) : IGate
{
    public GateName Name => GateName.Person;

    public async ValueTask<GateResult> CheckAsync(InviteCheck check, CancellationToken cancellationToken)
    {
        if (check.IsClosed(GateName.Account) || check.IsClosed(GateName.PlatformPause)
            || check.IsClosed(GateName.Breaker))
        {
            return new GateResult(Name, GateVerdict.NotChecked);
        }

        using var stage = instruments.Begin(Stage.FindPerson, check.Account.Name, check.Account.WorkspaceName);
        var target = check.Request.Target;
        var upstream = check.Account.Upstream;
        if (!(await upstream.ResolvePersonAsync(target.Identifier, cancellationToken)).Succeeded(
            out var person, out var refusal))
        {
            return GateResult.Closed(Name, refusal);
        }

        if (target.MemberId is { } expected && expected != person.MemberId)
        {
            return GateResult.Closed(Name, AnotherPerson(target));
        }

        var relationship = person.Relationship;
        if (relationship is null
            && !(await upstream.ReadRelationshipAsync(
                person.MemberId, ReadPurpose.Request, cancellationToken)).Succeeded(out relationship, out refusal))
        {
            return GateResult.Closed(Name, refusal);
        }

        (check.Person, check.Relationship) = (person, relationship);
        return new GateResult(Name, GateVerdict.Open, person.PublicIdentifier);
    }

    private static Refusal AnotherPerson(People.PersonTarget target) => Refusal.Invalid(
        $"The parameters name two different people: the profile of \"{target.Slug}\" does not have the member id "
        + $"\"{target.MemberId}\".");
}
