using System.Text.Json;

namespace Overture.Connectors.WebSession.Replies;

/// <summary>
/// Reads the relationship between two members. Only well-known shapes have a meaning; everything else is
/// <see cref="RelationshipKind.Unknown"/>, and the gateway never sends on that.
/// </summary>
internal static class RelationshipReader
{
    private static readonly Relationship Unknown = new(RelationshipKind.Unknown);

    private static readonly string[] Members =
        ["memberRelationshipUnion", "memberRelationship", "memberRelationshipData"];

    /// <summary>Reads the answer of the relationship's own route; null if it is about another member.</summary>
    public static Relationship? Read(ReplyDocument document, string memberId)
    {
        var urn = Urn.MemberRelationship + memberId;
        var data = document.Data;
        var entity = IsRelationship(data) || data.Get("entityUrn").Text() == urn ? data : document.Entity(urn);
        return entity.IsObject() && IsAbout(entity, urn) ? ReadEntity(document, entity, memberId) : null;
    }

    /// <summary>Reads the relationship beside a profile; null if there is none.</summary>
    public static Relationship? ReadBeside(ReplyDocument document, JsonElement profile, string memberId)
    {
        var urn = Urn.MemberRelationship + memberId;
        var entity = document.Follow(profile, "memberRelationship");
        if (!entity.IsObject() || !IsAbout(entity, urn)) entity = document.Entity(urn);
        return entity.IsObject() ? ReadEntity(document, entity, memberId) : null;
    }

    private static bool IsAbout(JsonElement entity, string urn) =>
        entity.Get("entityUrn").Text() is not { } named || named == urn;

    private static bool IsRelationship(JsonElement entity) =>
        Array.Exists(Members, name => Union(entity, name).ValueKind != JsonValueKind.Undefined);

    private static JsonElement Union(JsonElement entity, string name) =>
        entity.Get(name) is { ValueKind: not JsonValueKind.Undefined } union
            ? union
            : entity.Get(name + "ResolutionResult");

    private static Relationship ReadEntity(ReplyDocument document, JsonElement entity, string memberId)
    {
        if (UnionMember.ReportsFault(entity)) return Unknown;
        Relationship? found = null;
        foreach (var name in Members)
        {
            var union = Union(entity, name);
            // Beside a complete union, the data member sometimes holds something else.
            if (union.ValueKind == JsonValueKind.Undefined || (found is not null && !UnionMember.IsRelationship(union)))
            {
                continue;
            }

            var read = ReadUnion(document, union, memberId);
            found = found is null ? read : Agree(found, read);
        }

        return found ?? Unknown;
    }

    // Two statements of one fact: one can fill what the other leaves open, but never towards "not connected".
    private static Relationship Agree(Relationship left, Relationship right)
    {
        if (left.Kind == right.Kind) return left.InvitationId is null ? right : left;
        return (left.Kind, right.Kind) switch
        {
            (RelationshipKind.Unknown, not RelationshipKind.NotConnected) => right,
            (not RelationshipKind.NotConnected, RelationshipKind.Unknown) => left,
            _ => Unknown,
        };
    }

    private static Relationship ReadUnion(ReplyDocument document, JsonElement union, string memberId) =>
        UnionMember.Only(union) switch
        {
            { Name: "self", IsSoundObject: true } => new Relationship(RelationshipKind.Self),
            { Name: "connection" } connection when IsReference(connection) =>
                new Relationship(RelationshipKind.Connected) { Distance = 1 },
            { Name: "noConnection", IsSoundObject: true } none =>
                PendingInvitation.Read(document, none.Value, memberId) with { Distance = DistanceOf(none.Value) },
            _ => Unknown,
        };

    private static bool IsReference(UnionMember member) =>
        member.IsSoundObject || member.Value.Text() is { Length: > 0 };

    private static int? DistanceOf(JsonElement noConnection)
    {
        var distance = noConnection.Get("memberDistance");
        return (distance.Text() ?? distance.Get("value").Text()) switch
        {
            "DISTANCE_1" => 1,
            "DISTANCE_2" => 2,
            "DISTANCE_3" or "OUT_OF_NETWORK" or "DISTANCE_OUT_OF_NETWORK" => 3,
            _ => null,
        };
    }
}
