using System.Globalization;
using System.Text;

namespace Overture.FunctionalTests.Fuzzing;

/// <summary>What no HTTP client sends: broken frames, broken heads, callers who hang up.</summary>
internal sealed class RawInputs(Random random)
{
    private const string Invite =
        """{"account_id":"acc_sandbox","action":"invite","params":{"identifier":"person-7","dry_run":true}}""";

    private static readonly string[] Lengths =
    [
        "000000000000000000097", "99999999999999999999", "999999999999999999999", "184467440737095516160000", "-1",
        "+97", "0x61", "97, 97", "97,98", "", " ", "9 7", "97\t", "1e2", "\u0661", "NaN", "9223372036854775807",
        "9223372036854775808", "00000000000000000000000000000000000000000097",
    ];

    private static readonly string[] ChunkSizes =
    [
        "ffffffff", "7fffffff", "80000000", "ffffffffffffffff", "10000000000000000", "-1", "0x61", "+61", "", " 61",
        "61 ",
        "zz", "61;a=b", "61;" + "x", "0000000000000061", "6\u0661", "FFFFFFF0",
    ];

    public FuzzInput Next(string name) => random.Next(10) switch
    {
        0 => WrongLength(name, random.Of(Lengths)),
        1 => Chunked(name),
        2 => new FuzzInput(name, Post([
            $"Content-Length: {Invite.Length}",
            $"{random.Of("Content-Length", "content-length ", "Transfer-Encoding")}: "
                + random.Of("0", "1", "chunked", "gzip", "gzip, chunked", "chunked, chunked", "identity", "xchunked"),
        ], Invite))
        { IsBroken = true, MayStayUnanswered = true },
        3 => new FuzzInput(name, Post([$"Content-Length: {Invite.Length + random.Next(1, 5_000)}"], Invite))
        {
            HangsUp = random.Once(2),
            IsBroken = true,
            MayStayUnanswered = true,
        },
        4 => new FuzzInput(name, Encoding.Latin1.GetBytes(RequestLine() + "\r\nHost: x\r\nConnection: close\r\n\r\n"))
        {
            IsBroken = true,
            MayStayUnanswered = true,
        },
        5 => new FuzzInput(name, Head()) { IsBroken = true, MayStayUnanswered = true },
        6 => new FuzzInput(name, random.Bytes(random.Next(1, 4_000))) { IsBroken = true, MayStayUnanswered = true },
        _ => new FuzzInput(name, random.Damage(new HttpInputs(random).Next(name).Bytes))
        {
            IsBroken = true,
            MayStayUnanswered = true,
            HangsUp = random.Once(6),
        },
    };

    // A length that is no number needs an answer; a body that is shorter than said does not.
    private static FuzzInput WrongLength(string name, string length) =>
        new(name, Post([$"Content-Length: {length}"], Invite))
        {
            IsBroken = true,
            MayStayUnanswered = long.TryParse(
                length, NumberStyles.Integer, CultureInfo.InvariantCulture, out var bytes) && bytes > Invite.Length,
        };

    private FuzzInput Chunked(string name)
    {
        var size = random.Once(2) ? random.Of(ChunkSizes) : Invite.Length.ToString("x", CultureInfo.InvariantCulture);
        var end = random.Of(
            "\r\n0\r\n\r\n", "\r\n0\r\nx: y\r\n\r\n", "0\r\n\r\n", "\r\n", "",
            "\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n");
        return new FuzzInput(
            name, Post(["Transfer-Encoding: chunked"], $"{size}{random.Of("\r\n", "\n", "\r", "")}{Invite}{end}"))
        {
            IsBroken = true,
            HangsUp = random.Once(8),
            MayStayUnanswered = true,
        };
    }

    private string RequestLine() => random.Of(
        "GET", "GET /", "GET / HTTP/1.1 x", "GET / HTTP/2.0", "GET / HTTP/0.9", "GET / HTTP/1.2", "GET / http/1.1",
        "GET http://127.0.0.1/v2/credits HTTP/1.1", "GET http:// HTTP/1.1", "OPTIONS * HTTP/1.1",
        "CONNECT a:1 HTTP/1.1",
        "PRI * HTTP/2.0", "\0GET / HTTP/1.1", " GET / HTTP/1.1", "GET\t/\tHTTP/1.1", "GET / HTTP/1.0",
        $"GET /{new string('a', random.Next(9_000))} HTTP/1.1", $"{new string('G', 600)} / HTTP/1.1",
        "GET /%00 HTTP/1.1",
        "GET /v2/%00network HTTP/1.1", "GET /\u00e9 HTTP/1.1", "GET /a b HTTP/1.1");

    private byte[] Head()
    {
        var lines = new List<string> { "POST /v2/network HTTP/1.1", "Host: 127.0.0.1", "x-api-key: sandbox-key" };
        for (var more = random.Next(1, random.Once(5) ? 300 : 5); more > 0; more--)
        {
            lines.Add(random.Of(
                "A : b", " folded", "\tfolded", ": x", "A", "A\0: b", "A: b\0", "A: \u00ff", "Host: two", "A\u00e9: b",
                "A: b\rC: d", $"A: {new string('h', random.Next(40_000))}", "Connection: close, x-api-key",
                "Upgrade: h2c", "Trailer: x", "x-api-key: \u0001", "Content-Type: \u0080", "TE: trailers"));
        }

        return Encoding.Latin1.GetBytes(string.Join(random.Of("\r\n", "\n", "\r"), lines) + "\r\n\r\n");
    }

    private static byte[] Post(IEnumerable<string> headers, string body)
    {
        string[] head =
        [
            "POST /v2/network HTTP/1.1", "Host: 127.0.0.1", "Connection: close", "x-api-key: sandbox-key",
            "Content-Type: application/json", .. headers,
        ];
        return Encoding.Latin1.GetBytes($"{string.Join("\r\n", head)}\r\n\r\n{body}");
    }
}
