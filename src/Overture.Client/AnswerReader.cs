using System.Text.Json;
using Overture.Client.Contract;

namespace Overture.Client;

/// <summary>
/// Turns an answer into a result. The body's <c>success</c> decides before the status. An answer that is neither a
/// success nor a refusal of the contract throws an <see cref="OvertureException"/>.
/// </summary>
internal static class AnswerReader
{
    public static OvertureResult<TData> Read<TData>(HttpResponseMessage response, ReadOnlyMemory<byte> body)
        where TData : class
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Read<TData>(response, document.RootElement);
        }
        catch (JsonException fault)
        {
            throw Unreadable(
                response, fault.Path is null ? "its body is not JSON" : $"wrong or missing value at {fault.Path}");
        }
        catch (InvalidOperationException)
        {
            throw Unreadable(response, "its body holds text that is not Unicode");
        }
    }

    private static OvertureResult<TData> Read<TData>(HttpResponseMessage response, JsonElement root)
        where TData : class
    {
        var isReplayed = string.Equals(
            ReadHeader(response, HeaderNames.IdempotencyReplayed), "true", StringComparison.OrdinalIgnoreCase);
        switch (GetMember(root, "success").ValueKind)
        {
            case JsonValueKind.True when response.IsSuccessStatusCode:
                // The serializer cannot see that a type parameter excludes null.
                return root.Deserialize(AnswerJson.TypeOf<SuccessEnvelope<TData>>()) is { Data: { } data } envelope
                    ? new(data, envelope.Metadata, ReadHeader(response, HeaderNames.RequestId), isReplayed)
                    {
                        NoteDropped = ReadHeader(response, HeaderNames.Note) == "dropped",
                    }
                    : throw Unreadable(response, "wrong or missing value at $.data");

            case JsonValueKind.False when ReadRefusal(response, GetMember(root, "error")) is { } refusal:
                return new(refusal, ReadMetadata(GetMember(root, "metadata")), isReplayed);

            case JsonValueKind.True:
                throw Unreadable(response, "the body says success, the status does not");

            default:
                throw Unreadable(response, "its JSON is neither a success nor a refusal");
        }
    }

    private static Refusal? ReadRefusal(HttpResponseMessage response, JsonElement error)
    {
        if (ReadText(error, "code") is not { } code) return null;
        var reason = ReadText(error, "reason");
        var scope = ReadText(error, "scope");
        var retryAt = GetMember(error, "retry_at");
        return new Refusal
        {
            Code = KnownNames.FindCode(code),
            CodeName = code,
            Reason = KnownNames.FindReason(reason),
            ReasonName = reason,
            Scope = KnownNames.FindScope(scope),
            ScopeName = scope,
            Message = ReadText(error, "message") ?? "",
            RetryAt = retryAt.ValueKind == JsonValueKind.String && retryAt.TryGetDateTimeOffset(out var time)
                ? time
                : null,
            Details = ReadDetails(GetMember(error, "details")),
            Status = (int)response.StatusCode,
            RequestId = ReadHeader(response, HeaderNames.RequestId),
        };
    }

    private static Dictionary<string, string> ReadDetails(JsonElement details)
    {
        var read = new Dictionary<string, string>();
        if (details.ValueKind != JsonValueKind.Object) return read;
        foreach (var detail in details.EnumerateObject()) read[detail.Name] = detail.Value.ToString();
        return read;
    }

    private static Metadata? ReadMetadata(JsonElement metadata)
    {
        try
        {
            return metadata.ValueKind == JsonValueKind.Object
                ? metadata.Deserialize(AnswerJson.TypeOf<Metadata>())
                : null;
        }
        catch (JsonException)
        {
            // The refusal matters more than its metadata.
            return null;
        }
    }

    private static JsonElement GetMember(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    private static string? ReadText(JsonElement element, string name) =>
        GetMember(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static string? ReadHeader(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static OvertureException Unreadable(HttpResponseMessage response, string fault) =>
        new(fault, (int)response.StatusCode, ReadHeader(response, HeaderNames.RequestId));
}
