using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Overture.Sandbox.Network;
using Overture.Sandbox.People;

namespace Overture.Sandbox.Voyager;

/// <summary>GET /identity/dash/profiles by slug or member id, and GET /identity/dash/profiles/{urn}.</summary>
internal static class ResolveProfile
{
    private const string HiddenPrefix = "hidden-";
    private const string Finder = "memberIdentity";
    private const string RelationshipDecoration = "WebTopCardCore";

    public static void Answer(VoyagerCall call, SandboxNetwork network)
    {
        var query = Query.Of(call.Context.Request);
        var isSingle = call.Rest.Length > 0;
        if (!isSingle && (query.Finder != Finder || string.IsNullOrEmpty(query.Identity)))
        {
            VoyagerAnswer.Error(call, StatusCodes.Status400BadRequest);
        }
        else if (Find(call.Rest, query.Identity) is not { } person)
        {
            VoyagerAnswer.Error(call, StatusOfUnknown(query.Identity));
        }
        else if (network.IsHidden(call.Member, person))
        {
            VoyagerAnswer.Error(call, StatusCodes.Status503ServiceUnavailable);
        }
        else
        {
            Write(call, PersonView.Of(network, call.Member, person), isSingle, query.WantsRelationship);
        }
    }

    private static PersonKey? Find(string urn, string? identity)
    {
        if (urn.Length > 0) return ProfileJson.TryParseUrn(urn, out var named) ? named : null;
        return MemberId.TryParse(identity, out var person) || MemberId.TryParseSales(identity, out person)
            || Slugs.TryParse(identity!, out person) ? person : null;
    }

    private static int StatusOfUnknown(string? identity) =>
        identity is not null && identity.StartsWith(HiddenPrefix, StringComparison.OrdinalIgnoreCase)
            ? StatusCodes.Status403Forbidden
            : StatusCodes.Status404NotFound;

    private static void Write(VoyagerCall call, in PersonView view, bool isSingle, bool withRelationship)
    {
        var hasDetail = withRelationship
            && (view.Relationship.HasInvitation || view.Relationship.Kind == RelationshipKind.Connected);
        var json = JsonBuffer.Rent();
        var writer = json.Writer;
        writer.WriteStartObject();
        switch (call.IsNormalized, isSingle)
        {
            case (true, true):
                writer.WriteStartObject("data"u8);
                ProfileJson.WriteFields(writer, view.Person, normalized: true);
                if (withRelationship) writer.WriteString("*memberRelationship"u8, view.Person.RelationshipUrn);
                writer.WriteEndObject();
                IncludedEntities.Write(writer, view, withProfile: false, withRelationship, hasDetail);
                break;
            case (true, false):
                WriteCollection(writer, view);
                IncludedEntities.Write(writer, view, withProfile: true, withRelationship, hasDetail);
                break;
            case (false, true):
                WritePlainFields(writer, view, withRelationship);
                break;
            case (false, false):
                WritePlainCollection(writer, view, withRelationship);
                break;
        }

        writer.WriteEndObject();
        VoyagerAnswer.Ok(call, json);
    }

    private static void WriteCollection(Utf8JsonWriter writer, in PersonView view)
    {
        writer.WriteStartObject("data"u8);
        writer.WriteString("$type"u8, "com.linkedin.restli.common.CollectionResponse"u8);
        writer.WriteStartArray("*elements"u8);
        writer.WriteStringValue(view.Person.ProfileUrn);
        writer.WriteEndArray();
        WritePaging(writer);
        writer.WriteEndObject();
    }

    private static void WritePlainCollection(Utf8JsonWriter writer, in PersonView view, bool withRelationship)
    {
        writer.WriteStartArray("elements"u8);
        writer.WriteStartObject();
        WritePlainFields(writer, view, withRelationship);
        writer.WriteEndObject();
        writer.WriteEndArray();
        WritePaging(writer);
    }

    private static void WritePlainFields(Utf8JsonWriter writer, in PersonView view, bool withRelationship)
    {
        ProfileJson.WriteFields(writer, view.Person, normalized: false);
        if (!withRelationship) return;
        writer.WritePropertyName("memberRelationship"u8);
        RelationshipJson.WriteEntity(writer, view, normalized: false);
    }

    private static void WritePaging(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("paging"u8);
        writer.WriteNumber("start"u8, 0);
        writer.WriteNumber("count"u8, 10);
        writer.WriteStartArray("links"u8);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private readonly record struct Query(string? Finder, string? Identity, bool WantsRelationship)
    {
        public static Query Of(HttpRequest request)
        {
            var query = default(Query);
            foreach (var pair in new QueryStringEnumerable(request.QueryString.Value))
            {
                query = pair.DecodeName().Span switch
                {
                    "q" => query with { Finder = pair.DecodeValue().ToString() },
                    "memberIdentity" => query with { Identity = pair.DecodeValue().ToString() },
                    "decorationId" => query with { WantsRelationship = NamesRelationship(pair.DecodeValue().Span) },
                    _ => query,
                };
            }

            return query;
        }

        private static bool NamesRelationship(ReadOnlySpan<char> decoration) =>
            decoration.Contains(RelationshipDecoration, StringComparison.Ordinal);
    }
}
