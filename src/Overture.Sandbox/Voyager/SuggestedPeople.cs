using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Overture.Sandbox.People;

namespace Overture.Sandbox.Voyager;

/// <summary>Unrelated people that the platform adds to its answers, rendered once: most answers carry two.</summary>
internal static class SuggestedPeople
{
    private const int Count = 64;

    // The highest numbers, so a suggested person is never one that a test or bench asks for.
    private const int FirstOrdinal = PersonKey.HighestNumbered - Count + 1;

    private static readonly byte[][] Entities = [.. Enumerable.Range(FirstOrdinal, Count).Select(Render)];

    public static ReadOnlySpan<byte> At(ulong index) => Entities[index % Count];

    private static byte[] Render(int ordinal)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using var writer = new Utf8JsonWriter(bytes, options);
        ProfileJson.WriteEntity(writer, Person.Of(PersonKey.Numbered(ordinal)), normalized: true);
        writer.Flush();
        return bytes.WrittenSpan.ToArray();
    }
}
