using System.Text.Json;
using System.Text.Json.Serialization;
using Overture.Client.Contract;

namespace Overture.Server.Actions;

/// <summary>Binds each row of a list by itself, so that a faulty one does not disturb the others.</summary>
internal sealed class InviteRowsConverter : JsonConverter<IReadOnlyList<InviteRow>>
{
    private const string Where = "a row of invite_many";

    public override IReadOnlyList<InviteRow> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException();
        using var document = JsonDocument.ParseValue(ref reader);
        var rows = new BoundRows();
        foreach (var row in document.RootElement.EnumerateArray()) rows.Add(row, Where);
        return rows;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<InviteRow> value, JsonSerializerOptions options) =>
        throw new NotSupportedException();
}
