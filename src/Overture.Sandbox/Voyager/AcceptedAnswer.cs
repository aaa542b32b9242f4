using System.Text.Json;
using Overture.Sandbox.People;

namespace Overture.Sandbox.Voyager;

/// <summary>The answer to an accepted send. The request's decoration decides how much it contains.</summary>
internal static class AcceptedAnswer
{
    private const string InviteeDecoration = "WithInvitee";
    private const string ResultType =
        "com.linkedin.voyager.dash.relationships.invitation.InvitationCreationResult";

    public static void Write(VoyagerCall call, long id, in Person invitee, string? decoration, bool namesInvitation)
    {
        var json = JsonBuffer.Rent();
        var writer = json.Writer;
        var withInvitee = decoration is not null && decoration.Contains(InviteeDecoration, StringComparison.Ordinal);
        writer.WriteStartObject();
        if (call.IsNormalized)
        {
            writer.WriteStartObject("data"u8);
            writer.WriteString("$type"u8, "com.linkedin.restli.common.ActionResponse"u8);
        }

        writer.WriteStartObject("value"u8);
        if (namesInvitation) WriteResult(writer, id, invitee, call.IsNormalized, isThin: decoration is null);
        else writer.WriteString("result"u8, "CREATED"u8);
        writer.WriteEndObject();
        if (call.IsNormalized)
        {
            writer.WriteEndObject();
            var hasInvitation = namesInvitation && decoration is not null;
            WriteIncluded(writer, id, invitee, hasInvitation, withInvitee && namesInvitation);
        }

        writer.WriteEndObject();
        VoyagerAnswer.Ok(call, json);
    }

    private static void WriteResult(Utf8JsonWriter writer, long id, in Person invitee, bool normalized, bool isThin)
    {
        var urn = InvitationJson.UrnOf(id);
        if (normalized)
        {
            writer.WriteString("$type"u8, ResultType);
        }

        writer.WriteString("invitationUrn"u8, urn);
        if (isThin) return;
        if (normalized)
        {
            writer.WriteString("*invitation"u8, urn);
            return;
        }

        writer.WriteStartObject("invitation"u8);
        writer.WriteString("entityUrn"u8, urn);
        writer.WriteString("inviteeMember"u8, invitee.ProfileUrn);
        writer.WriteEndObject();
    }

    private static void WriteIncluded(
        Utf8JsonWriter writer, long id, in Person invitee, bool hasInvitation, bool withInvitee)
    {
        writer.WriteStartArray("included"u8);
        if (withInvitee) ProfileJson.WriteEntity(writer, invitee, normalized: true);
        if (hasInvitation)
        {
            writer.WriteStartObject();
            writer.WriteString("$type"u8, "com.linkedin.voyager.dash.relationships.invitation.Invitation"u8);
            writer.WriteString("entityUrn"u8, InvitationJson.UrnOf(id));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
