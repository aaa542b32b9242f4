using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Overture.Client.Contract;

namespace Overture.Client;

/// <summary>
/// The contract's JSON for reading answers. Names that are newer than this client become <c>Unknown</c>, or null for a
/// reason. A null that the contract does not allow is a wrong shape.
/// </summary>
internal static class AnswerJson
{
    private static readonly JsonSerializerOptions Options = new(ContractJson.Default.Options)
    {
        RespectNullableAnnotations = true,
        Converters = { new KnownReasonConverter(), new KnownNameConverter() },
    };

    public static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)TypeOf(typeof(T));

    public static JsonTypeInfo TypeOf(Type type) => Options.GetTypeInfo(type);

    private sealed class KnownReasonConverter : JsonConverter<Reason?>
    {
        public override Reason? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String) return KnownNames.FindReason(reader.GetString());
            reader.Skip();
            return null;
        }

        public override void Write(Utf8JsonWriter writer, Reason? value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value is { } reason ? Reasons.NameOf(reason) : null);
    }
}
