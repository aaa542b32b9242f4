using System.Text.Json;
using Overture.Sandbox.Network;
using Overture.Sandbox.People;

namespace Overture.Sandbox.Voyager;

/// <summary>The MemberRelationship entity: one union holds the member's relationship to the person.</summary>
internal static class RelationshipJson
{
    private const string TypeName = "com.linkedin.voyager.dash.relationships.MemberRelationship";
    private const string UrnPrefix = "urn:li:fsd_memberRelationship:";

    public static bool TryParseUrn(ReadOnlySpan<char> urn, out PersonKey person)
    {
        person = default;
        return urn.StartsWith(UrnPrefix, StringComparison.Ordinal)
            && MemberId.TryParse(urn[UrnPrefix.Length..], out person);
    }

    public static void WriteEntity(Utf8JsonWriter writer, in PersonView view, bool normalized)
    {
        writer.WriteStartObject();
        WriteFields(writer, view, normalized);
        writer.WriteEndObject();
    }

    public static void WriteFields(Utf8JsonWriter writer, in PersonView view, bool normalized)
    {
        if (normalized) writer.WriteString("$type"u8, TypeName);
        writer.WriteString("entityUrn"u8, view.Person.RelationshipUrn);
        WriteUnion(writer, "memberRelationshipUnion"u8, view, normalized);
        WriteUnion(writer, "memberRelationshipData"u8, view, normalized);
    }

    private static void WriteUnion(Utf8JsonWriter writer, ReadOnlySpan<byte> name, in PersonView view, bool normalized)
    {
        writer.WriteStartObject(name);
        switch (view.Relationship.Kind)
        {
            case RelationshipKind.Self:
                writer.WriteStartObject("self"u8);
                writer.WriteEndObject();
                break;
            case RelationshipKind.Connected:
                WriteConnection(writer, view, normalized);
                break;
            case RelationshipKind.None:
            case RelationshipKind.Sent:
            case RelationshipKind.Received:
                WriteNoConnection(writer, view, normalized);
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteConnection(Utf8JsonWriter writer, in PersonView view, bool normalized)
    {
        if (normalized)
        {
            writer.WriteString("*connection"u8, view.Person.ConnectionUrn);
            return;
        }

        writer.WritePropertyName("connection"u8);
        ConnectionJson.WriteEntity(writer, view, normalized: false);
    }

    private static void WriteNoConnection(Utf8JsonWriter writer, in PersonView view, bool normalized)
    {
        writer.WriteStartObject("noConnection"u8);
        writer.WriteStartObject("invitationUnion"u8);
        if (view.Relationship.Kind == RelationshipKind.None)
        {
            writer.WriteStartObject("noInvitation"u8);
            writer.WriteString("targetInvitee"u8, view.Person.ProfileUrn);
            writer.WriteEndObject();
        }
        else if (normalized)
        {
            writer.WriteString("*invitation"u8, InvitationJson.UrnOf(view.Relationship.Invitation.Id));
        }
        else
        {
            writer.WritePropertyName("invitation"u8);
            InvitationJson.WriteEntity(writer, view, normalized: false);
        }

        writer.WriteEndObject();
        writer.WriteString("memberDistance"u8, view.Person.Degree == 3 ? "DISTANCE_3"u8 : "DISTANCE_2"u8);
        writer.WriteEndObject();
    }
}
