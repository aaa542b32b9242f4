using System.Text.Json;
using System.Text.Json.Serialization;

namespace Overture.Sandbox.Control;

/// <summary>
/// An enum's names in JSON, matched exactly: the framework's own converter also takes other casing and lists of names.
/// </summary>
internal sealed class EnumNames<T> : JsonConverter<T>
    where T : struct, Enum
{
    private static readonly JsonSerializerOptions Names = new()
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    private static readonly Dictionary<string, T> Values = Enum.GetValues<T>().ToDictionary(Of);

    public static string All => string.Join(", ", Values.Keys);

    public static string Of(T value) => JsonSerializer.Serialize(value, Names).Trim('"');

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Values.TryGetValue(reader.GetString()!, out var value)
            ? value
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Of(value));
}
