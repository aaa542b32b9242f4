using System.Text.Json;
using Overture.Sandbox.People;

namespace Overture.Sandbox.Control;

/// <summary>GET /sandbox/people: the test people first, then the 10,000 listed ones.</summary>
internal static class PeopleEndpoint
{
    public const int ListedPeople = 10_000;
    private const int PictureSize = 200;

    public static void List(HttpContext context)
    {
        var page = PageRequest.Of(context.Request);
        if (page.Error is not null)
        {
            ControlAnswer.BadRequest(context, page.Error);
            return;
        }

        var total = TestPeople.All.Count + ListedPeople;
        var first = (int)Math.Min(page.After, total);
        var end = Math.Min(first + page.Count, total);
        ControlAnswer.Ok(context, writer =>
        {
            writer.WriteStartArray("items"u8);
            for (var position = first; position < end; position++)
                Write(writer, position);
            writer.WriteEndArray();
            if (end < total)
                writer.WriteNumber("next"u8, end);
            else
                writer.WriteNull("next"u8);
        });
    }

    private static string? PictureOf(in Person person) =>
        person.Picture == PictureKind.None ? null : person.PictureRoot + person.PictureSegment(PictureSize);

    private static void Write(Utf8JsonWriter writer, int position)
    {
        var test = position < TestPeople.All.Count ? TestPeople.All[position] : null;
        var person = Person.Of(test?.Key ?? PersonKey.Numbered(position - TestPeople.All.Count + 1));
        writer.WriteStartObject();
        writer.WriteString("slug"u8, person.Slug);
        writer.WriteString("first_name"u8, person.FirstName);
        writer.WriteString("last_name"u8, person.LastName);
        writer.WriteString("headline"u8, person.Headline);
        writer.WriteString("member_id"u8, person.MemberId);
        writer.WriteString("picture"u8, PictureOf(person));
        writer.WriteNumber("degree"u8, person.Behaviour == Behaviour.AlreadyConnected ? 1 : person.Degree);
        if (test is not null)
            writer.WriteString("does"u8, test.Does);
        writer.WriteEndObject();
    }
}
