using System.Globalization;
using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Http;
using Overture.Server.People;

namespace Overture.Server.Invitations.Sending;

internal enum InviteVerdict
{
    Send,
    AlreadyConnected,
    Refuse,
}

/// <summary>Whether a person can be invited, by what the platform says of them. Pure.</summary>
internal readonly record struct InviteDecision(InviteVerdict Verdict, Refusal? Refusal = null)
{
    public static InviteDecision Of(Person person, Relationship relationship) => relationship.Kind switch
    {
        RelationshipKind.Self => Refuse(new Refusal(Reason.SelfInvite)),
        RelationshipKind.Connected => new(InviteVerdict.AlreadyConnected),
        RelationshipKind.InvitationSent =>
            Refuse(new Refusal(Reason.AlreadyInvited) { Details = DetailsOf(relationship) }),
        RelationshipKind.InvitationReceived =>
            Refuse(new Refusal(Reason.TheyInvitedYou) { Details = DetailsOf(relationship) }),
        RelationshipKind.Unknown => Refuse(new Refusal(
            Reason.UpstreamChanged,
            "The platform describes the relationship to this person in a shape this gateway does not know; nothing "
            + "was sent.")),
        RelationshipKind.NotConnected => OfStranger(person),
    };

    private static InviteDecision OfStranger(Person person) => person switch
    {
        { IsMemorialized: true } => Refuse(new Refusal(Reason.Memorialized)),
        { RequiresEmail: true } => Refuse(new Refusal(Reason.EmailRequired)),
        _ => new(InviteVerdict.Send),
    };

    private static InviteDecision Refuse(Refusal refusal) => new(InviteVerdict.Refuse, refusal);

    private static Dictionary<string, string>? DetailsOf(Relationship relationship)
    {
        if (relationship.InvitationId is not { } number) return null;
        var details = new Dictionary<string, string>
        {
            ["invitation_id"] = number.ToString(CultureInfo.InvariantCulture),
            ["entity_urn"] = PlatformUrn.OfInvitation(number),
        };
        if (relationship.SharedSecret is { } secret) details["shared_secret"] = secret;
        return details;
    }
}
