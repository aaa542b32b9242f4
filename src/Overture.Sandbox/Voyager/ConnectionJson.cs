using System.Text.Json;

namespace Overture.Sandbox.Voyager;

/// <summary>The Connection entity of the dash collections.</summary>
internal static class ConnectionJson
{
    private const string TypeName = "com.linkedin.voyager.dash.relationships.Connection";

    public static void WriteEntity(Utf8JsonWriter writer, in PersonView view, bool normalized)
    {
        writer.WriteStartObject();
        if (normalized) writer.WriteString("$type"u8, TypeName);
        writer.WriteString("entityUrn"u8, view.Person.ConnectionUrn);
        writer.WriteString("connectedMember"u8, view.Person.ProfileUrn);
        if (normalized) writer.WriteString("*connectedMemberResolutionResult"u8, view.Person.ProfileUrn);
        writer.WriteNumber("createdAt"u8, view.Relationship.Invitation.ReceivedAtMilliseconds);
        writer.WriteEndObject();
    }
}
