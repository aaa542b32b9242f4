using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Overture.Client.Contract;

namespace Overture.Client;

/// <summary>Reads the contract's enums that have an <c>Unknown</c> value, which stands for newer names.</summary>
internal sealed class KnownNameConverter : JsonConverterFactory
{
    private const string Unknown = "Unknown";

    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsEnum && Enum.GetName(typeToConvert, Enum.ToObject(typeToConvert, 0)) == Unknown;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Tolerant<>).MakeGenericType(typeToConvert))!;

    private sealed class Tolerant<TEnum> : JsonConverter<TEnum>
        where TEnum : struct, Enum
    {
        private static readonly JsonTypeInfo<TEnum> Strict =
            (JsonTypeInfo<TEnum>)ContractJson.Default.GetTypeInfo(typeof(TEnum))!;

        private readonly KnownNames<TEnum> _names = new(Strict);

        public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String) return _names.Find(reader.GetString()) ?? default;
            if (reader.TokenType == JsonTokenType.Null) throw new JsonException();
            reader.Skip();
            return default;
        }

        public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value, Strict);
    }
}
