using System.Buffers;
using System.Text.Json;

namespace Overture.Sandbox.Voyager;

/// <summary>A send's body, or the status that refuses it.</summary>
internal readonly record struct SendBody(int Fault, string ProfileUrn, string? Note)
{
    private const string CreateV2 = "verifyQuotaAndCreateV2";
    private const string Create = "verifyQuotaAndCreate";
    private const int MaxBytes = 64 * 1024;

    public static async ValueTask<SendBody> ReadAsync(HttpRequest request, string? action)
    {
        if (action is not (CreateV2 or Create)) return Refused(StatusCodes.Status400BadRequest);
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            if (!read.IsCompleted && read.Buffer.Length <= MaxBytes)
            {
                request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            var body = read.Buffer.Length > MaxBytes
                ? Refused(StatusCodes.Status400BadRequest)
                : Parse(read.Buffer, action == CreateV2);
            request.BodyReader.AdvanceTo(read.Buffer.End);
            return body;
        }
    }

    private static SendBody Parse(in ReadOnlySequence<byte> bytes, bool isV2)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return isV2 ? ParseV2(document.RootElement) : ParseBlank(document.RootElement);
        }
        catch (JsonException)
        {
            return Refused(StatusCodes.Status400BadRequest);
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate is valid JSON but not valid text.
            return Refused(StatusCodes.Status400BadRequest);
        }
    }

    private static SendBody ParseV2(JsonElement root)
    {
        if (!TryGet(root, "invitee", JsonValueKind.Object, out var invitee) ||
            !TryGet(invitee, "inviteeUnion", JsonValueKind.Object, out var union) ||
            !TryGet(union, "memberProfile", JsonValueKind.String, out var urn))
        {
            return Refused(StatusCodes.Status422UnprocessableEntity);
        }

        if (!root.TryGetProperty("customMessage", out var note)) return new SendBody(0, urn.GetString()!, null);
        return note.ValueKind is JsonValueKind.String or JsonValueKind.Null
            ? new SendBody(0, urn.GetString()!, note.GetString())
            : Refused(StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>The older action sends blank invitations only.</summary>
    private static SendBody ParseBlank(JsonElement root) =>
        TryGet(root, "inviteeProfileUrn", JsonValueKind.String, out var urn)
            && !root.TryGetProperty("customMessage", out _)
            ? new SendBody(0, urn.GetString()!, null)
            : Refused(StatusCodes.Status422UnprocessableEntity);

    private static bool TryGet(JsonElement parent, string name, JsonValueKind kind, out JsonElement value)
    {
        value = default;
        return parent.ValueKind == JsonValueKind.Object
            && parent.TryGetProperty(name, out value)
            && value.ValueKind == kind;
    }

    private static SendBody Refused(int status) => new(status, "", null);
}
