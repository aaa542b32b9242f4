using Overture.Sandbox.Network;

namespace Overture.Sandbox.Voyager;

/// <summary>GET /voyagerRelationshipsDashMemberRelationships/{urn}.</summary>
internal static class ReadRelationship
{
    public static void Answer(VoyagerCall call, SandboxNetwork network)
    {
        if (!RelationshipJson.TryParseUrn(call.Rest, out var person))
        {
            VoyagerAnswer.Error(call, StatusCodes.Status404NotFound);
        }
        else if (network.IsHidden(call.Member, person))
        {
            VoyagerAnswer.Error(call, StatusCodes.Status503ServiceUnavailable);
        }
        else
        {
            Write(call, PersonView.Of(network, call.Member, person));
        }
    }

    private static void Write(VoyagerCall call, in PersonView view)
    {
        var json = JsonBuffer.Rent();
        var writer = json.Writer;
        writer.WriteStartObject();
        if (call.IsNormalized)
        {
            writer.WriteStartObject("data"u8);
            RelationshipJson.WriteFields(writer, view, normalized: true);
            writer.WriteEndObject();
            var hasDetail = view.Relationship.HasInvitation || view.Relationship.Kind == RelationshipKind.Connected;
            IncludedEntities.Write(writer, view, withProfile: false, withRelationship: false, hasDetail);
        }
        else
        {
            RelationshipJson.WriteFields(writer, view, normalized: false);
        }

        writer.WriteEndObject();
        VoyagerAnswer.Ok(call, json);
    }
}
