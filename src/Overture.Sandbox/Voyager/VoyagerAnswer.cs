using System.Globalization;
using System.Text.Json;
using Overture.Sandbox.Faults;

namespace Overture.Sandbox.Voyager;

/// <summary>Writes every answer to a Voyager request, so an injected fault can replace any of them.</summary>
internal static class VoyagerAnswer
{
    private const string NormalizedContentType = "application/vnd.linkedin.normalized+json+2.1; charset=UTF-8";
    private const string PlainContentType = "application/json; charset=UTF-8";
    private const string DeletedSession =
        "li_at=delete me; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Secure";

    public static void Ok(VoyagerCall call, JsonBuffer json)
    {
        if (!IsLost(call)) json.WriteTo(call.Context.Response, StatusCodes.Status200OK, ContentTypeOf(call));
    }

    /// <summary>The error body of both encodings: status, and a code where the platform names one.</summary>
    public static void Error(VoyagerCall call, int status, string? code = null)
    {
        if (!IsLost(call)) WriteError(call, status, code);
    }

    public static void Throttled(VoyagerCall call, int retryAfterSeconds)
    {
        if (IsLost(call)) return;
        call.Context.Response.Headers.RetryAfter = retryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        WriteError(call, StatusCodes.Status429TooManyRequests, code: null);
    }

    public static void Redirect(VoyagerCall call, string location, bool deletesSession)
    {
        if (IsLost(call)) return;
        var response = call.Context.Response;
        response.StatusCode = StatusCodes.Status302Found;
        response.Headers.Location = location;
        response.ContentLength = 0;
        if (deletesSession) response.Headers.SetCookie = DeletedSession;
    }

    public static void LoginPage(VoyagerCall call)
    {
        if (!IsLost(call)) LoginHtml.WriteTo(call.Context.Response);
    }

    public static void Cut(VoyagerCall call) => call.Context.Abort();

    private static bool IsLost(VoyagerCall call)
    {
        if (call.Loss == AnswerLoss.Cut)
        {
            Cut(call);
        }
        else if (call.Loss == AnswerLoss.Status500)
        {
            WriteError(call, StatusCodes.Status500InternalServerError, code: null);
        }

        return call.Loss != AnswerLoss.None;
    }

    private static void WriteError(VoyagerCall call, int status, string? code)
    {
        var json = JsonBuffer.Rent();
        var writer = json.Writer;
        writer.WriteStartObject();
        if (call.IsNormalized) writer.WriteStartObject("data"u8);
        WriteReason(writer, status, code);
        if (call.IsNormalized)
        {
            writer.WriteEndObject();
            writer.WriteStartArray("included"u8);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        json.WriteTo(call.Context.Response, status, ContentTypeOf(call));
    }

    private static void WriteReason(Utf8JsonWriter writer, int status, string? code)
    {
        writer.WriteNumber("status"u8, status);
        if (code is not null) writer.WriteString("code"u8, code);
    }

    private static string ContentTypeOf(VoyagerCall call) =>
        call.IsNormalized ? NormalizedContentType : PlainContentType;
}
