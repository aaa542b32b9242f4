using System.Text.Json;
using Overture.Sandbox.Network;
using Overture.Sandbox.People;

namespace Overture.Sandbox.Voyager;

/// <summary>
/// The "included" list of a normalized answer. It mixes the requested entities with the viewer and two suggested
/// people, in an order that differs from person to person, so a client that selects by position picks the wrong person.
/// </summary>
internal static class IncludedEntities
{
    private const int Count = 6;
    private const ulong OrderSalt = 4;

    public static void Write(
        Utf8JsonWriter writer, in PersonView view, bool withProfile, bool withRelationship, bool withDetail)
    {
        var hash = Mixing.Mix(view.Person.Key.Hash(OrderSalt) ^ (ulong)view.Member);
        Span<Entity> order =
        [
            Entity.Profile, Entity.Relationship, Entity.Detail,
            Entity.Viewer, Entity.Suggestion, Entity.OtherSuggestion,
        ];
        Shuffle(order, hash);
        writer.WriteStartArray("included"u8);
        foreach (var entity in order)
        {
            var isWanted = entity switch
            {
                Entity.Profile => withProfile,
                Entity.Relationship => withRelationship,
                Entity.Detail => withDetail,
                Entity.Viewer => view.Relationship.Kind != RelationshipKind.Self,
                Entity.Suggestion or Entity.OtherSuggestion => true,
            };
            if (isWanted) WriteEntity(writer, entity, view, withRelationship, hash);
        }

        writer.WriteEndArray();
    }

    private static void WriteEntity(
        Utf8JsonWriter writer, Entity entity, in PersonView view, bool withRelationship, ulong hash)
    {
        switch (entity)
        {
            case Entity.Profile:
                WriteProfile(writer, view, withRelationship);
                break;
            case Entity.Relationship:
                RelationshipJson.WriteEntity(writer, view, normalized: true);
                break;
            case Entity.Detail:
                WriteDetail(writer, view);
                break;
            case Entity.Viewer:
                ProfileJson.WriteEntity(writer, view.Viewer, normalized: true);
                break;
            case Entity.Suggestion:
                writer.WriteRawValue(SuggestedPeople.At(hash), skipInputValidation: true);
                break;
            case Entity.OtherSuggestion:
                writer.WriteRawValue(SuggestedPeople.At(hash + 1), skipInputValidation: true);
                break;
        }
    }

    private static void WriteProfile(Utf8JsonWriter writer, in PersonView view, bool withRelationship)
    {
        writer.WriteStartObject();
        ProfileJson.WriteFields(writer, view.Person, normalized: true);
        if (withRelationship) writer.WriteString("*memberRelationship"u8, view.Person.RelationshipUrn);
        writer.WriteEndObject();
    }

    private static void WriteDetail(Utf8JsonWriter writer, in PersonView view)
    {
        if (view.Relationship.HasInvitation)
        {
            InvitationJson.WriteEntity(writer, view, normalized: true);
        }
        else if (view.Relationship.Kind == RelationshipKind.Connected)
        {
            ConnectionJson.WriteEntity(writer, view, normalized: true);
        }
    }

    private static void Shuffle(Span<Entity> order, ulong hash)
    {
        for (var last = Count - 1; last > 0; last--)
        {
            var other = (int)(hash % (ulong)(last + 1));
            hash /= (ulong)(last + 1);
            (order[last], order[other]) = (order[other], order[last]);
        }
    }

    private enum Entity
    {
        Profile,
        Relationship,
        Detail,
        Viewer,
        Suggestion,
        OtherSuggestion,
    }
}
