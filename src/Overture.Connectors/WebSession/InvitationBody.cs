using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Overture.Connectors.WebSession.Replies;

namespace Overture.Connectors.WebSession;

/// <summary>Writes the body of a send request.</summary>
internal static class InvitationBody
{
    // Notes go out as UTF-8, like the web client's; the body never ends up in HTML.
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
            // An empty customMessage might count against the quota of notes, so omit it.
            if (!string.IsNullOrEmpty(note)) json.WriteString("customMessage"u8, note);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
