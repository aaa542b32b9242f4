using System.Globalization;
using System.Text;

namespace Overture.FunctionalTests.Chaos.Parts;

/// <summary>One HTTP/1.1 message as bytes, read off a connection without changing it.</summary>
internal sealed record HttpMessage(string Head, byte[] Bytes)
{
    private const string HeadEnd = "\r\n\r\n";

    public string Body => Encoding.UTF8.GetString(Bytes.AsSpan(Head.Length));

    /// <summary>Null when the connection ends first.</summary>
    public static async Task<HttpMessage?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var chunk = new byte[8192];
        string? head = null;
        while (true)
        {
            head ??= HeadOf(bytes);
            if (head is not null && bytes.Length >= head.Length + BodyLength(head))
            {
                return new HttpMessage(head, bytes.ToArray());
            }

            var read = await stream.ReadAsync(chunk, cancellationToken);
            if (read == 0) return null;
            bytes.Write(chunk, 0, read);
        }
    }

    public string? Header(string name)
    {
        var start = Head.IndexOf($"\r\n{name}:", StringComparison.OrdinalIgnoreCase);
        if (start < 0) return null;
        start += name.Length + 3;
        return Head[start..Head.IndexOf("\r\n", start, StringComparison.Ordinal)].Trim();
    }

    private static string? HeadOf(MemoryStream bytes)
    {
        var text = Encoding.Latin1.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
        var end = text.IndexOf(HeadEnd, StringComparison.Ordinal);
        return end < 0 ? null : text[..(end + HeadEnd.Length)];
    }

    // Both sides always name the length: the gateway knows its bodies, and the sandbox writes each answer in one piece.
    private static int BodyLength(string head) =>
        new HttpMessage(head, []).Header(
            "Content-Length") is { } length ? int.Parse(length, CultureInfo.InvariantCulture) : 0;
}
