using System.Text.Json;
using Overture.Sandbox.People;

namespace Overture.Sandbox.Voyager;

/// <summary>GET /me: the session's member.</summary>
internal static class OwnProfile
{
    public static void Answer(VoyagerCall call)
    {
        var person = Person.Of(PersonKey.Member(call.Member));
        var json = JsonBuffer.Rent();
        var writer = json.Writer;
        writer.WriteStartObject();
        if (call.IsNormalized) WriteNormalized(writer, person);
        else WritePlain(writer, person);
        writer.WriteEndObject();
        VoyagerAnswer.Ok(call, json);
    }

    private static void WriteNormalized(Utf8JsonWriter writer, in Person person)
    {
        writer.WriteStartObject("data"u8);
        writer.WriteString("$type"u8, "com.linkedin.voyager.common.Me"u8);
        WriteMe(writer, person);
        writer.WriteString("*miniProfile"u8, person.MiniProfileUrn);
        writer.WriteEndObject();
        writer.WriteStartArray("included"u8);
        MiniProfileJson.WriteEntity(writer, person, normalized: true);
        writer.WriteEndArray();
    }

    private static void WritePlain(Utf8JsonWriter writer, in Person person)
    {
        WriteMe(writer, person);
        writer.WritePropertyName("miniProfile"u8);
        MiniProfileJson.WriteEntity(writer, person, normalized: false);
    }

    private static void WriteMe(Utf8JsonWriter writer, in Person person)
    {
        writer.WriteNumber("plainId"u8, person.Key.Value);
        writer.WriteBoolean("premiumSubscriber"u8, person.IsPremium);
        writer.WriteStartObject("publicContactInfo"u8);
        writer.WriteEndObject();
    }
}
