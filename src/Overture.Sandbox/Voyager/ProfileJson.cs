using System.Text.Json;
using Overture.Sandbox.People;

namespace Overture.Sandbox.Voyager;

/// <summary>The Profile entity of the dash collections.</summary>
internal static class ProfileJson
{
    private const string TypeName = "com.linkedin.voyager.dash.identity.profile.Profile";
    private const string UrnPrefix = "urn:li:fsd_profile:";

    public static bool TryParseUrn(ReadOnlySpan<char> urn, out PersonKey person)
    {
        person = default;
        return urn.StartsWith(UrnPrefix, StringComparison.Ordinal)
            && MemberId.TryParse(urn[UrnPrefix.Length..], out person);
    }

    public static bool IsUrn(ReadOnlySpan<char> urn) =>
        urn.StartsWith(UrnPrefix, StringComparison.Ordinal) && urn.Length > UrnPrefix.Length;

    public static void WriteEntity(Utf8JsonWriter writer, in Person person, bool normalized)
    {
        writer.WriteStartObject();
        WriteFields(writer, person, normalized);
        writer.WriteEndObject();
    }

    /// <summary>The fields without the braces, for callers that add the relationship.</summary>
    public static void WriteFields(Utf8JsonWriter writer, in Person person, bool normalized)
    {
        if (normalized) writer.WriteString("$type"u8, TypeName);
        writer.WriteString("entityUrn"u8, person.ProfileUrn);
        writer.WriteString("objectUrn"u8, MiniProfileJson.ObjectUrnOf(person));
        writer.WriteString("publicIdentifier"u8, person.Slug);
        writer.WriteString("firstName"u8, person.FirstName);
        writer.WriteString("lastName"u8, person.LastName);
        writer.WriteString("headline"u8, person.Headline);
        writer.WriteBoolean("memorialized"u8, person.Behaviour == Behaviour.Memorialized);
        writer.WriteBoolean("emailRequired"u8, person.Behaviour == Behaviour.EmailRequired);
        writer.WriteBoolean("premium"u8, person.IsPremium);
        VectorImageJson.WriteProfilePicture(writer, person, normalized);
    }
}
