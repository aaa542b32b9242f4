using System.Security.Cryptography;
using System.Text.Json;

namespace Overture.Server.Idempotency;

/// <summary>
/// A hash of what a request asks for, not of how it is written: order of keys, white space and null values do not
/// count.
/// </summary>
internal static class RequestHash
{
    public static byte[] Of(JsonElement body)
    {
        using var canonical = new MemoryStream();
        using (var writer = new Utf8JsonWriter(canonical)) Write(body, writer);
        return SHA256.HashData(canonical.GetBuffer().AsSpan(0, (int)canonical.Length));
    }

    private static void Write(JsonElement element, Utf8JsonWriter writer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in
                    element.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
                {
                    if (property.Value.ValueKind == JsonValueKind.Null) continue;
                    writer.WritePropertyName(property.Name);
                    Write(property.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray()) Write(item, writer);
                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
