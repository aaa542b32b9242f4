using Overture.Client.Contract;

namespace Overture.Server.Http;

/// <summary>Gives each request an id, or takes the caller's, and puts it into the answer and the log.</summary>
internal sealed class RequestId(RequestDelegate next, ILogger<RequestId> logger)
{
    private const int MaxLength = 128;

    public async Task InvokeAsync(HttpContext http)
    {
        var given = http.Request.Headers[HeaderNames.RequestId].ToString();
        var id = IsWellFormed(given) ? given : New();
        http.TraceIdentifier = id;
        http.Response.Headers[HeaderNames.RequestId] = id;
        using (logger.BeginScope(new KeyValuePair<string, object>[] { new("request_id", id) }))
        {
            await next(http);
        }
    }

    public static string New() => $"req_{Guid.NewGuid():n}";

    // Letters that need no escaping in a log line or a header.
    private static bool IsWellFormed(string id) =>
        id.Length is > 0 and <= MaxLength && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':');
}
