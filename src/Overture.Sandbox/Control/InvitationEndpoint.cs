using System.Text.Json;
using Overture.Sandbox.Network;
using Overture.Sandbox.People;

namespace Overture.Sandbox.Control;

/// <summary>GET /sandbox/invitations: every invitation the network ever accepted, in order of arrival. Nothing leaves it.</summary>
internal sealed class InvitationEndpoint(SandboxNetwork network)
{
    public void List(HttpContext context)
    {
        var page = PageRequest.Of(context.Request);
        if (page.Error is not null)
        {
            ControlAnswer.BadRequest(context, page.Error);
            return;
        }

        var withSeeded = context.Request.Query["seeded"] == "true";
        var rows = network.Log.Page(page.After, page.Count, withSeeded);
        var now = network.Clock.Now;
        ControlAnswer.Ok(context, writer =>
        {
            writer.WriteStartArray("items"u8);
            foreach (var row in rows)
                Write(writer, row, now);
            writer.WriteEndArray();
            if (rows.Count == page.Count)
                writer.WriteNumber("next"u8, rows[^1].Id);
            else
                writer.WriteNull("next"u8);
        });
    }

    public static string NameOf(InvitationState state) => state switch
    {
        InvitationState.Pending => "pending",
        InvitationState.Accepted => "accepted",
        InvitationState.Ignored => "ignored",
        InvitationState.Withdrawn => "withdrawn",
    };

    private static void Write(Utf8JsonWriter writer, LoggedInvitation row, DateTimeOffset now)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id"u8, row.Id);
        writer.WriteString("account"u8, MemberSessions.TokenOf(row.Member));
        writer.WriteString("person"u8, Slugs.Format(row.Person));
        writer.WriteString("note"u8, row.Note);
        writer.WriteString("state"u8, NameOf(row.StateAt(now)));
        writer.WriteString("received_at"u8, ControlAnswer.Timestamp(row.ReceivedAt));
        writer.WriteEndObject();
    }
}
