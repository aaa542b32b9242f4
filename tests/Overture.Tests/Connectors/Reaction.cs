using System.Text;

namespace Overture.Tests.Connectors;

/// <summary>The scripted platform's reaction to a request: bytes to send, and what to do with the connection.</summary>
internal sealed record Reaction(byte[] Bytes, bool Stalls = false, bool Closes = false)
{
    /// <summary>Closes without a byte.</summary>
    public static readonly Reaction Cut = new([], Closes: true);

    /// <summary>Keeps the connection open and says nothing.</summary>
    public static readonly Reaction Stall = new([], Stalls: true);

    public static Reaction Json(string body, int status = 200, string headers = "") =>
        Answer(status, "application/vnd.linkedin.normalized+json+2.1; charset=UTF-8", body, headers);

    public static Reaction Html(string body, int status = 200) => Answer(status, "text/html; charset=UTF-8", body, "");

    public static Reaction Redirect(string location, int status = 302, string headers = "") =>
        Answer(status, "text/plain", "", $"Location: {location}\r\n{headers}");

    public static Reaction Raw(string text, bool stalls = false, bool closes = false) =>
        new(Encoding.UTF8.GetBytes(text), stalls, closes);

    public Reaction ThenClose() => this with { Closes = true };

    private static Reaction Answer(int status, string type, string body, string headers)
    {
        var length = Encoding.UTF8.GetByteCount(body);
        return Raw($"HTTP/1.1 {status} X\r\nContent-Type: {type}\r\nContent-Length: {length}\r\n{headers}\r\n{body}");
    }
}
