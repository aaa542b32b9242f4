using System.Globalization;
using System.Text.Json;
using Overture.Sandbox.People;

namespace Overture.Sandbox.Voyager;

/// <summary>The MiniProfile entity of the legacy calls.</summary>
internal static class MiniProfileJson
{
    private const string TypeName = "com.linkedin.voyager.identity.shared.MiniProfile";

    public static string ObjectUrnOf(in Person person) =>
        string.Create(CultureInfo.InvariantCulture, $"urn:li:member:{person.Key.Value}");

    public static void WriteEntity(Utf8JsonWriter writer, in Person person, bool normalized)
    {
        writer.WriteStartObject();
        if (normalized) writer.WriteString("$type"u8, TypeName);
        writer.WriteString("firstName"u8, person.FirstName);
        writer.WriteString("lastName"u8, person.LastName);
        writer.WriteString("occupation"u8, person.Headline);
        writer.WriteString("publicIdentifier"u8, person.Slug);
        writer.WriteString("entityUrn"u8, person.MiniProfileUrn);
        writer.WriteString("dashEntityUrn"u8, person.ProfileUrn);
        writer.WriteString("objectUrn"u8, ObjectUrnOf(person));
        writer.WriteString("trackingId"u8, person.MemberId[5..27]);
        writer.WriteBoolean("memorialized"u8, person.Behaviour == Behaviour.Memorialized);
        VectorImageJson.WriteMiniPicture(writer, person, normalized);
        writer.WriteEndObject();
    }
}
