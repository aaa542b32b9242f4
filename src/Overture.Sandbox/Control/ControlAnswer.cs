using System.Globalization;
using System.Text.Json;

namespace Overture.Sandbox.Control;

/// <summary>Answers of the control surface: JSON always, also for errors.</summary>
internal static class ControlAnswer
{
    private const string ContentType = "application/json; charset=utf-8";

    public static void Json(HttpContext context, int status, Action<Utf8JsonWriter> writeFields)
    {
        var json = JsonBuffer.Rent();
        json.Writer.WriteStartObject();
        writeFields(json.Writer);
        json.Writer.WriteEndObject();
        json.WriteTo(context.Response, status, ContentType);
    }

    public static void Ok(HttpContext context, Action<Utf8JsonWriter> writeFields) => Json(context, StatusCodes.Status200OK, writeFields);

    public static void Error(HttpContext context, int status, string error) =>
        Json(context, status, writer => writer.WriteString("error"u8, error));

    public static void BadRequest(HttpContext context, string error) => Error(context, StatusCodes.Status400BadRequest, error);

    public static void NotFound(HttpContext context, string error) => Error(context, StatusCodes.Status404NotFound, error);

    public static string Timestamp(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
