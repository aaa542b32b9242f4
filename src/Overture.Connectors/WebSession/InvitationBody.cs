using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Overture.Connectors.WebSession.Replies;

namespace Overture.Connectors.WebSession;

/// <summary>Writes the body of a send.</summary>
internal static class InvitationBody
{
    // Notes travel as the web client sends them, in UTF-8; the body is never put into HTML.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(string memberId, string? note)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            json.WriteStartObject("invitee"u8);
            json.WriteStartObject("inviteeUnion"u8);
            json.WriteString("memberProfile"u8, Urn.Profile + memberId);
            json.WriteEndObject();
            json.WriteEndObject();
            // An empty customMessage may count against the allowance of invitations with a note, so it is left out.
            if (!string.IsNullOrEmpty(note))
                json.WriteString("customMessage"u8, note);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
