using System.Globalization;
using System.Text.Json;

namespace Overture.Connectors.WebSession.Replies;

/// <summary>Reads the pending invitation between two unconnected members.</summary>
internal static class PendingInvitation
{
    private static readonly Relationship Unknown = new(RelationshipKind.Unknown);

    private static readonly string[] Spellings =
    [
        "invitationUnion", "invitation", "*invitation", "invitationUnionResolutionResult", "invitationResolutionResult",
    ];

    private static readonly string[] InviteeSpellings =
        ["inviteeMember", "*inviteeMember", "*inviteeMemberResolutionResult"];

    public static Relationship Read(ReplyDocument document, JsonElement noConnection, string memberId)
    {
        var present = Spellings.Select(name => noConnection.Get(name))
            .Where(value => value.ValueKind != JsonValueKind.Undefined)
            .ToList();
        var union = present.Count > 0 ? present[0] : default;
        // A reference and an object can name the same invitation; a union beside either would contradict it.
        if (present.Exists(value => IsUnion(value) != IsUnion(union))) return Unknown;
        if (!IsUnion(union))
        {
            var invitation = present.Exists(JsonShape.IsObject) ? present.Find(JsonShape.IsObject) : union;
            return ReadInvitation(document, invitation, memberId);
        }

        return UnionMember.Only(union) switch
        {
            { Name: "noInvitation", IsSoundObject: true } => new Relationship(RelationshipKind.NotConnected),
            { Name: "invitation" } member => ReadInvitation(document, member.Value, memberId),
            _ => Unknown,
        };
    }

    private static bool IsUnion(JsonElement value) =>
        value.IsObject()
        && value.EnumerateObject()
            .Any(property => UnionMember.Canonical(property.Name) is "noInvitation" or "invitation");

    private static Relationship ReadInvitation(ReplyDocument document, JsonElement value, string memberId)
    {
        var invitation = document.Resolve(value);
        if (!invitation.IsObject()) return Unknown with { InvitationId = Urn.InvitationId(value.Text()) };
        var isFaulty = UnionMember.ReportsFault(invitation);
        var kind = isFaulty ? RelationshipKind.Unknown : KindOf(document, invitation, memberId);
        return new Relationship(kind)
        {
            InvitationId = IdOf(invitation) ?? Urn.InvitationId(value.Text()),
            SharedSecret = kind == RelationshipKind.InvitationReceived ? invitation.Get("sharedSecret").Text() : null,
        };
    }

    private static RelationshipKind KindOf(ReplyDocument document, JsonElement invitation, string memberId)
    {
        var state = invitation.Get("invitationState");
        var isPending = state.Text() == "PENDING";
        var isUnstated = state.ValueKind == JsonValueKind.Undefined;
        bool? isOurs = InviteeOf(document, invitation) is { } invitee ? invitee == memberId : null;
        return invitation.Get("invitationType").Text() switch
        {
            // The platform sometimes omits the state of our own pending invitation.
            "SENT" when isOurs != false && (isPending || isUnstated) => RelationshipKind.InvitationSent,
            "RECEIVED" when isOurs != true && isPending => RelationshipKind.InvitationReceived,
            null when isOurs == true && isPending => RelationshipKind.InvitationSent,
            null when isOurs == false && isPending => RelationshipKind.InvitationReceived,
            _ => RelationshipKind.Unknown,
        };
    }

    private static string? InviteeOf(ReplyDocument document, JsonElement invitation)
    {
        foreach (var spelling in InviteeSpellings)
        {
            if (Urn.MemberId(invitation.Get(spelling).Text()) is { } memberId) return memberId;
        }

        return PersonReader.MemberId(document.Follow(invitation, "inviteeMember"));
    }

    private static long? IdOf(JsonElement invitation)
    {
        var id = invitation.Get("invitationId");
        if (id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number) && number > 0) return number;
        return long.TryParse(id.Text(), NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0
            ? number
            : Urn.InvitationId(invitation.Get("entityUrn").Text());
    }
}
