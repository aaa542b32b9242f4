using System.Globalization;
using System.Text.Json;
using Overture.Sandbox.Network;
using Overture.Sandbox.People;

namespace Overture.Sandbox.Voyager;

/// <summary>The Invitation entity of the dash collections.</summary>
internal static class InvitationJson
{
    private const string TypeName = "com.linkedin.voyager.dash.relationships.invitation.Invitation";
    private const ulong SecretSalt = 3;

    public static string UrnOf(long id) => string.Create(CultureInfo.InvariantCulture, $"urn:li:fsd_invitation:{id}");

    public static void WriteEntity(Utf8JsonWriter writer, in PersonView view, bool normalized)
    {
        var isReceived = view.Relationship.Kind == RelationshipKind.Received;
        var invitation = view.Relationship.Invitation;
        var invitee = isReceived ? view.Viewer : view.Person;
        writer.WriteStartObject();
        if (normalized) writer.WriteString("$type"u8, TypeName);
        writer.WriteString("entityUrn"u8, UrnOf(invitation.Id));
        writer.WriteNumber("invitationId"u8, invitation.Id);
        writer.WriteString("invitationType"u8, isReceived ? "RECEIVED"u8 : "SENT"u8);
        writer.WriteString("invitationState"u8, "PENDING"u8);
        writer.WriteString("message"u8, view.Note);
        writer.WriteString("sharedSecret"u8, isReceived ? SecretOf(view) : null);
        writer.WriteString("inviteeMember"u8, invitee.ProfileUrn);
        if (normalized) writer.WriteString("*inviteeMemberResolutionResult"u8, invitee.ProfileUrn);
        writer.WriteNumber("sentTime"u8, invitation.ReceivedAtMilliseconds);
        writer.WriteEndObject();
    }

    private static string SecretOf(in PersonView view) =>
        (view.Person.Key.Hash(SecretSalt) ^ Mixing.Mix((ulong)view.Member))
            .ToString("x16", CultureInfo.InvariantCulture);
}
