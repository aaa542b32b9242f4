using System.Text.Json;

namespace Overture.Connectors.WebSession.Replies;

/// <summary>Finds the requested person among all people in a profile answer.</summary>
internal static class PersonReader
{
    /// <summary>
    /// The person, or a refusal if the answer is readable and does not contain that person. Neither if the answer lists
    /// a person that it does not include, or has an unknown shape.
    /// </summary>
    public static Answer<Person> Read(ReplyDocument document, PersonIdentifier identifier)
    {
        var profile = Find(document, identifier);
        if (profile.IsObject() && MemberId(profile) is { } memberId) return Build(document, profile, memberId);
        return IsReadable(document)
            ? new Failure(FailureStage.Person, FailureClass.Refused) { Refusal = PlatformRefusal.PersonNotFound }
            : default(Answer<Person>);
    }

    public static string? MemberId(JsonElement profile) =>
        Urn.MemberId(profile.Get("dashEntityUrn").Text()) ?? Urn.MemberId(profile.Get("entityUrn").Text());

    private static JsonElement Find(ReplyDocument document, PersonIdentifier identifier)
    {
        if (identifier.IsSalesId) return OnlyListed(document);

        bool Matches(JsonElement entity) => IsRequested(entity, identifier);
        bool IsFull(JsonElement entity) =>
            entity.Get("entityUrn").Text()?.StartsWith(Urn.Profile, StringComparison.Ordinal) == true;

        var listed = document.Elements().Prepend(document.Data).Where(Matches).FirstOrDefault();
        if (listed.IsObject()) return listed;
        var included = document.Included().Where(Matches).ToList();
        return included.Exists(IsFull) ? included.Find(IsFull) : included.FirstOrDefault();
    }

    /// <summary>The answer to an id that it does not repeat is the one person whom it lists.</summary>
    private static JsonElement OnlyListed(ReplyDocument document)
    {
        var people = document.Elements().Where(element => MemberId(element) is not null).Take(2).ToList();
        return people is [var person] ? person : default;
    }

    private static bool IsRequested(JsonElement entity, PersonIdentifier identifier)
    {
        if (!entity.IsObject() || MemberId(entity) is not { } memberId) return false;
        return identifier.IsMemberId
            ? memberId == identifier.Value
            : Slug.Same(entity.Get("publicIdentifier").Text(), identifier.Value);
    }

    private static bool IsReadable(ReplyDocument document)
    {
        if (document.ReportsFault) return false;
        if (document.Elements().Any()) return document.Elements().All(element => MemberId(element) is not null);
        return IsEmptyArray(document.Data.Get("elements"))
            || IsEmptyArray(document.Data.Get("*elements"))
            || MemberId(document.Data) is not null;
    }

    private static bool IsEmptyArray(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array && element.GetArrayLength() == 0;

    private static Person Build(ReplyDocument document, JsonElement profile, string memberId) =>
        new(
            memberId,
            profile.Get("publicIdentifier").Text() ?? "",
            profile.Get("firstName").Text() ?? "",
            profile.Get("lastName").Text() ?? "",
            profile.Get("headline").Text() ?? profile.Get("occupation").Text() ?? "")
        {
            PictureUrl = PictureReader.Read(profile),
            IsMemorialized = profile.Get("memorialized").IsTrue(),
            RequiresEmail = profile.Get("emailRequired").IsTrue(),
            Relationship = RelationshipReader.ReadBeside(document, profile, memberId),
        };
}
