using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace Overture.Bench.Driving;

/// <summary>
/// One kept-alive HTTP/1.1 connection to a server of this machine. It uses sockets because the generator shares the
/// processor with what it measures; an HttpClient would take several times as much of it.
/// </summary>
internal sealed class Connection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[16 * 1024];

    private Connection()
    {
    }

    public static async Task<Connection> OpenAsync(int port)
    {
        var connection = new Connection();
        await connection._socket.ConnectAsync(IPAddress.Loopback, port);
        return connection;
    }

    public async ValueTask<Answer> AskAsync(ReadOnlyMemory<byte> request)
    {
        await _socket.SendAsync(request);
        var length = 0;
        while (true)
        {
            if (length == _buffer.Length) Array.Resize(ref _buffer, 2 * _buffer.Length);
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(length));
            if (read == 0) throw new EndOfStreamException("The server closed a connection instead of answering.");
            length += read;
            if (TryRead(_buffer.AsMemory(0, length), out var answer)) return answer;
        }
    }

    public void Dispose() => _socket.Dispose();

    private static bool TryRead(ReadOnlyMemory<byte> received, out Answer answer)
    {
        answer = default;
        var headEnd = received.Span.IndexOf("\r\n\r\n"u8);
        if (headEnd < 0) return false;
        var head = received.Span[..(headEnd + 2)];
        var bodyStart = headEnd + 4;
        var end = bodyStart + LengthIn(head);
        if (received.Length < end) return false;
        // HTTP/1.1 200 …
        _ = Utf8Parser.TryParse(head[9..12], out int status, out _);
        answer = new Answer(status, received[bodyStart..end]);
        return true;
    }

    private static int LengthIn(ReadOnlySpan<byte> head)
    {
        var at = head.IndexOf("Content-Length: "u8);
        if (at < 0 || !Utf8Parser.TryParse(head[(at + 16)..], out int length, out _))
        {
            throw new InvalidDataException("An answer came without a Content-Length.");
        }

        return length;
    }
}
