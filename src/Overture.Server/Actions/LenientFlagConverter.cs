using System.Text.Json;
using System.Text.Json.Serialization;

namespace Overture.Server.Actions;

/// <summary>True or false, also as text.</summary>
internal sealed class LenientFlagConverter : JsonConverter<bool>
{
    public override bool Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.String when bool.TryParse(reader.GetString(), out var flag) => flag,
            _ => throw new JsonException(),
        };

    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) =>
        writer.WriteBooleanValue(value);
}
