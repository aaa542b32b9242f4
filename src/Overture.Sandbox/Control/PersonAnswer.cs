using System.Text.Json.Serialization;
using Overture.Sandbox.People;

namespace Overture.Sandbox.Control;

/// <summary>A person of the network; "does" is present for test people only.</summary>
internal sealed record PersonAnswer(string Slug, string FirstName, string LastName, string Headline, string MemberId)
{
    private const int PictureSize = 200;

    public string? Picture { get; init; }

    public int Degree { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Does { get; init; }

    public static PersonAnswer Of(in Person person, string? does) =>
        new(person.Slug, person.FirstName, person.LastName, person.Headline, person.MemberId)
        {
            Picture = PictureOf(person),
            Degree = person.Behaviour == Behaviour.AlreadyConnected ? 1 : person.Degree,
            Does = does,
        };

    private static string? PictureOf(in Person person) =>
        person.Picture == PictureKind.None ? null : person.PictureRoot + person.PictureSegment(PictureSize);
}
