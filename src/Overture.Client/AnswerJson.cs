using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Overture.Client.Contract;

namespace Overture.Client;

/// <summary>
/// The contract's JSON as a reader needs it: a reason newer than this client reads as none, and a null where the contract
/// promises a value is a wrong shape instead of a surprise later.
/// </summary>
internal static class AnswerJson
{
    private static readonly JsonSerializerOptions Options = new(ContractJson.Default.Options)
    {
        RespectNullableAnnotations = true,
        Converters = { new KnownReasonConverter() },
    };

    public static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    private sealed class KnownReasonConverter : JsonConverter<Reason?>
    {
        public override Reason? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                return KnownNames.FindReason(reader.GetString());
            }

            reader.Skip();
            return null;
        }

        public override void Write(Utf8JsonWriter writer, Reason? value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value is { } reason ? Reasons.NameOf(reason) : null);
    }
}
