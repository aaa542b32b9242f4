using System.Text;

namespace Overture.Server.Http;

/// <summary>
/// An answer of the web server itself: an error without a body, after which it closes the connection. Every answer of
/// the application to an error has a body.
/// </summary>
/// <param name="Head">The status line, the date and Allow, which the replacement keeps.</param>
/// <param name="Message">What is wrong with the request.</param>
internal sealed record BareAnswer(string Head, string Message)
{
    private const int Longest = 256;

    private static ReadOnlySpan<byte> ClientError => "HTTP/1.1 4"u8;

    private static ReadOnlySpan<byte> Version => "HTTP/1.1 505"u8;

    /// <summary>Null for everything else.</summary>
    public static BareAnswer? Parse(ReadOnlySpan<byte> written)
    {
        if (written.Length > Longest || !(written.StartsWith(ClientError) || written.StartsWith(Version))) return null;
        var lines = Encoding.ASCII.GetString(written).Split("\r\n");
        if (lines is not [var status, "Content-Length: 0", "Connection: close", var date, .. var others, "", ""]
            || !date.StartsWith("Date: ", StringComparison.Ordinal) || !others.All(IsAllow)
            || MessageFor(status.Split(' ')[1]) is not { } message)
        {
            return null;
        }

        return new BareAnswer(string.Join('\n', [status, date, .. others]), message);
    }

    private static bool IsAllow(string line) => line.StartsWith("Allow: ", StringComparison.Ordinal);

    private static string? MessageFor(string status) => status switch
    {
        "400" => "The request is not valid HTTP: its request line, its path or a header cannot be read.",
        "405" => "OPTIONS * is the only request without a path that HTTP knows.",
        "408" => "The headers of the request did not arrive in time.",
        "411" => "The request has a body but neither a length nor chunks.",
        "414" => "The request line is too long.",
        "431" => "The headers of the request are too many or too large.",
        "505" => "The gateway speaks HTTP/1.0, HTTP/1.1 and, over TLS, HTTP/2.",
        _ => null,
    };
}
