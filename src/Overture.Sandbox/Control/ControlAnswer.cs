using System.Globalization;
using System.Text.Json;

namespace Overture.Sandbox.Control;

/// <summary>An answer of the control surface: a record written as JSON, for errors as well.</summary>
internal sealed class ControlAnswer(int status, object body) : IResult
{
    private const string ContentType = "application/json; charset=utf-8";

    public static ControlAnswer Ok(object body) => new(StatusCodes.Status200OK, body);

    public static ControlAnswer Created(object body) => new(StatusCodes.Status201Created, body);

    public static ControlAnswer NotFound(string error) => Error(StatusCodes.Status404NotFound, error);

    public static ControlAnswer BadRequest(string error) => Error(StatusCodes.Status400BadRequest, error);

    public static ControlAnswer Error(int status, string error) => new(status, new { Error = error });

    public static string Timestamp(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var json = JsonBuffer.Rent();
        JsonSerializer.Serialize(json.Writer, body, ControlJson.Options);
        json.WriteTo(httpContext.Response, status, ContentType);
        return Task.CompletedTask;
    }
}
