using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Http;

namespace Overture.Server.Invitations;

internal enum InviteVerdict
{
    Send,
    AlreadyConnected,
    Refuse,
}

/// <summary>Whether a person may be invited, judged by what the upstream says of them. Pure.</summary>
internal readonly record struct InviteDecision(InviteVerdict Verdict, Refusal? Refusal = null)
{
    public static InviteDecision Of(Person person, Relationship relationship) => relationship.Kind switch
    {
        RelationshipKind.Self => Refuse(new Refusal(Reason.SelfInvite)),
        RelationshipKind.Connected => new(InviteVerdict.AlreadyConnected),
        RelationshipKind.InvitationSent => Refuse(new Refusal(Reason.AlreadyInvited) { Details = Named(relationship) }),
        RelationshipKind.InvitationReceived => Refuse(new Refusal(Reason.TheyInvitedYou) { Details = Named(relationship) }),
        RelationshipKind.Unknown => Refuse(new Refusal(
            Reason.UpstreamChanged, "The platform describes the relationship to this person in a shape this gateway does not know; nothing was sent.")),
        RelationshipKind.NotConnected => OfStranger(person),
    };

    private static InviteDecision OfStranger(Person person) => person switch
    {
        { IsMemorialized: true } => Refuse(new Refusal(Reason.Memorialized)),
        { RequiresEmail: true } => Refuse(new Refusal(Reason.EmailRequired)),
        _ => new(InviteVerdict.Send),
    };

    private static InviteDecision Refuse(Refusal refusal) => new(InviteVerdict.Refuse, refusal);

    private static Dictionary<string, string>? Named(Relationship relationship)
    {
        if (relationship.InvitationId is not { } number) return null;
        var details = new Dictionary<string, string>
        {
            ["invitation_id"] = number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["entity_urn"] = InvitationUrn.Of(number),
        };
        if (relationship.SharedSecret is { } secret) details["shared_secret"] = secret;
        return details;
    }
}
