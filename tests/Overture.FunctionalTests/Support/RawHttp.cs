using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Overture.FunctionalTests.Support;

/// <summary>Sends a request byte by byte as it is given, which no HTTP client would, and reads the answer.</summary>
public static class RawHttp
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();

    /// <summary>
    /// Sends head and body over a connection of its own. The head's lines are given without their ends.
    /// </summary>
    public static async Task<RawAnswer> SendAsync(
        Uri server, IEnumerable<string> head, byte[] body, string? host = null)
    {
        var lines = string.Join("\r\n", [.. head, $"Host: {host ?? server.Authority}", "Connection: close"]);
        return RawAnswer.Parse(
            await SendBytesAsync(server, [.. Encoding.Latin1.GetBytes(lines), .. EndOfHead, .. body]));
    }

    /// <summary>Sends the bytes over a connection of its own and returns those that come back until it ends.</summary>
    public static async Task<byte[]> SendBytesAsync(Uri server, byte[] bytes)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Deadline);
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, patience.Token);
        await using var stream = client.GetStream();
        var sending = WriteAsync(stream, bytes, patience.Token);
        var received = await ReadToEndAsync(stream, patience.Token);
        await sending;
        return received;
    }

    private static async Task WriteAsync(NetworkStream stream, byte[] bytes, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(bytes, cancellationToken);
        }
        catch (IOException)
        {
            // A server may answer and close before it has read everything.
        }
    }

    private static async Task<byte[]> ReadToEndAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        using var received = new MemoryStream();
        var buffer = new byte[16_384];
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                received.Write(buffer, 0, read);
            }
        }
        catch (IOException) when (received.Length > 0)
        {
            // Reset after the answer: what has come is what there is.
        }

        return received.ToArray();
    }
}

/// <summary>An answer as it came over the wire.</summary>
public sealed record RawAnswer(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonNode Json => JsonNode.Parse(Body) ?? throw new InvalidOperationException("The body is null.");

    /// <summary>The only value of a header; null when it is absent.</summary>
    public string? Header(string name) =>
        Headers.SingleOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public static RawAnswer Parse(byte[] bytes)
    {
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        Assert.True(end > 0, $"No HTTP answer came: {Encoding.Latin1.GetString(bytes)}");
        var lines = Encoding.Latin1.GetString(bytes, 0, end).Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(':', 2))
            .Select(parts => KeyValuePair.Create(parts[0], parts[1].Trim())).ToList();
        return new RawAnswer(int.Parse(lines[0].Split(' ')[1], null), headers, bytes[(end + 4)..]);
    }
}
