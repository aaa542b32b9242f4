using System.Globalization;
using System.Text;
using Overture.Client.Contract;

namespace Overture.FunctionalTests.BadInput;

/// <summary>One request that must be refused: its bytes, and what must come back.</summary>
internal sealed record BadRequest(string Name, Reason Expected)
{
    public string Method { get; init; } = "POST";

    public string Path { get; init; } = "/v2/network";

    /// <summary>The value of x-api-key; null leaves the header away.</summary>
    public string? Key { get; init; } = "sandbox-key";

    public string? ContentType { get; init; } = "application/json";

    /// <summary>Header lines beside those that the other properties stand for.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    public byte[] Body { get; init; } = [];

    public bool IsChunked { get; init; }

    /// <summary>What the message must contain; null leaves it to the table of reasons.</summary>
    public string? InMessage { get; init; }

    /// <summary>Writes the body as text in UTF-8.</summary>
    public string Text
    {
        init => Body = Encoding.UTF8.GetBytes(value);
    }

    /// <summary>Request line and headers as they go over the wire.</summary>
    public IEnumerable<string> Head
    {
        get
        {
            yield return $"{Method} {Path} HTTP/1.1";
            if (Key is not null) yield return $"x-api-key: {Key}";
            if (ContentType is not null) yield return $"Content-Type: {ContentType}";
            foreach (var line in Headers) yield return line;
            if (IsChunked)
            {
                yield return "Transfer-Encoding: chunked";
            }
            else if (Body.Length > 0 || Method == "POST")
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}");
            }
        }
    }

    /// <summary>The body as it goes over the wire.</summary>
    public byte[] Wire => !IsChunked
        ? Body
        :
        [
            .. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Body.Length:x}\r\n")), .. Body,
            .. "\r\n0\r\n\r\n"u8,
        ];

    /// <summary>An invitation that would be sent if it were not for what the row changes.</summary>
    public static string Invite(string parameters) =>
        $$"""{"account_id":"acc_sandbox","action":"invite","params":{{parameters}}}""";
}
