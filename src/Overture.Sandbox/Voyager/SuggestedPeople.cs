using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Overture.Sandbox.People;

namespace Overture.Sandbox.Voyager;

/// <summary>Unrelated people that the platform adds to its answers, written once: nearly every answer carries two.</summary>
internal static class SuggestedPeople
{
    private const int Count = 64;
    // The last numbers of all, so that a suggested person is never the one that a test or a bench asked for.
    private const int FirstOrdinal = PersonKey.HighestNumbered - Count + 1;

    private static readonly byte[][] Entities = [.. Enumerable.Range(FirstOrdinal, Count).Select(Render)];

    public static ReadOnlySpan<byte> At(ulong index) => Entities[index % Count];

    private static byte[] Render(int ordinal)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        ProfileJson.WriteEntity(writer, Person.Of(PersonKey.Numbered(ordinal)), normalized: true);
        writer.Flush();
        return bytes.WrittenSpan.ToArray();
    }
}
