using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Overture.Server.Actions;

/// <summary>
/// An enum's value by its name on the wire. Blank text, as automation tools send it, is the same as absent.
/// </summary>
internal sealed class LenientEnumConverter : JsonConverterFactory
{
    // What a client reads for a value that is newer than itself; no caller sends it.
    private const string Unknown = "Unknown";

    public override bool CanConvert(Type typeToConvert) => Nullable.GetUnderlyingType(typeToConvert)?.IsEnum == true;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(OfEnum<>).MakeGenericType(
            Nullable.GetUnderlyingType(typeToConvert)!))!;

    /// <summary>The names that a caller can send, in the order of their values.</summary>
    public static IEnumerable<string> NamesOf(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.Name != Unknown).Select(NameOf);

    private static string NameOf(FieldInfo field) =>
        field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
        ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(field.Name);

    private sealed class OfEnum<T> : JsonConverter<T?>
        where T : struct, Enum
    {
        private static readonly FrozenDictionary<string, T> Values = typeof(T)
            .GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.Name != Unknown)
            .ToFrozenDictionary(NameOf, field => (T)field.GetValue(null)!, StringComparer.Ordinal);

        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.Null) return null;
            if (reader.TokenType != JsonTokenType.String) throw new JsonException();
            var name = reader.GetString()!;
            if (string.IsNullOrWhiteSpace(name)) return null;
            return Values.TryGetValue(name, out var value) ? value : throw new JsonException();
        }

        public override void Write(Utf8JsonWriter writer, T? value, JsonSerializerOptions options) =>
            throw new NotSupportedException();
    }
}
