using System.Text;

namespace Overture.Bench.Driving;

/// <summary>Requests as bytes, with the headers that a caller of the gateway sends.</summary>
internal static class Requests
{
    public const string Key = "sandbox-key";

    /// <summary>The body of an invitation.</summary>
    public static string InviteBody(string accountId, string parameters) =>
        $$"""{"account_id":"{{accountId}}","action":"invite","params":{{parameters}}}""";

    public static byte[] Post(string path, string body, string headers = "", string key = Key) =>
        Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nx-api-key: {key}\r\n{headers}"
            + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");

    public static byte[] Get(string path, string key = Key) =>
        Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nx-api-key: {key}\r\n\r\n");
}
