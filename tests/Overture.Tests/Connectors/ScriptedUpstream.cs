using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Overture.Tests.Connectors;

/// <summary>An HTTP/1.1 server on a bare socket: it can break off at any byte and records all requests.</summary>
internal sealed class ScriptedUpstream : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<UpstreamRequest> _requests = new();
    private readonly Func<UpstreamRequest, Reaction> _script;
    private readonly Func<int, bool> _isDeaf;
    private readonly Task _accepting;
    private long _bytes;
    private int _connections;

    /// <param name="script">Decides what happens to a request.</param>
    /// <param name="isDeaf">
    /// Gets the number of a connection's next request, from 0. True breaks the connection once bytes arrive, without
    /// reading them.
    /// </param>
    public ScriptedUpstream(Func<UpstreamRequest, Reaction> script, Func<int, bool>? isDeaf = null)
    {
        _script = script;
        _isDeaf = isDeaf ?? (static _ => false);
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    public IReadOnlyList<UpstreamRequest> Requests => [.. _requests];

    public int Posts => _requests.Count(request => request.IsPost);

    public int Connections => Volatile.Read(ref _connections);

    public long BytesReceived => Interlocked.Read(ref _bytes);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _accepting;
        }
        finally
        {
            _listener.Stop();
            _stop.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                serving.Add(ServeAsync(socket, Interlocked.Increment(ref _connections)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(Socket socket, int connection)
    {
        using var _ = socket;
        try
        {
            for (var served = 0; await ServeOneAsync(socket, connection, served); served++)
            {
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // The other side went away, or the test is over.
        }
    }

    private async Task<bool> ServeOneAsync(Socket socket, int connection, int served)
    {
        if (_isDeaf(served))
        {
            // A read of no bytes waits for the first one; closing with unread bytes resets the connection.
            await socket.ReceiveAsync(Memory<byte>.Empty, SocketFlags.None, _stop.Token);
            socket.LingerState = new LingerOption(true, 0);
            return false;
        }

        if (await ReadAsync(socket, connection) is not { } request) return false;
        _requests.Enqueue(request);
        var reaction = _script(request);
        await socket.SendAsync(reaction.Bytes, SocketFlags.None, _stop.Token);
        if (reaction.Stalls) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stop.Token);
        return !reaction.Closes;
    }

    private async Task<UpstreamRequest?> ReadAsync(Socket socket, int connection)
    {
        var text = new StringBuilder();
        int end;
        while ((end = text.ToString().IndexOf("\r\n\r\n", StringComparison.Ordinal)) < 0)
        {
            if (!await FillAsync(socket, text)) return null;
        }

        var head = text.ToString(0, end).Split("\r\n");
        var request = new UpstreamRequest(connection, head[0], head[1..], "");
        var length = int.Parse(request.Header("Content-Length") ?? "0", provider: null);
        if (request.Header("Expect") is not null) return request;
        while (text.Length - end - 4 < length)
        {
            if (!await FillAsync(socket, text)) return null;
        }

        var body = Encoding.Latin1.GetBytes(text.ToString(end + 4, length));
        return request with { Body = Encoding.UTF8.GetString(body) };
    }

    private async Task<bool> FillAsync(Socket socket, StringBuilder text)
    {
        var buffer = new byte[8192];
        var read = await socket.ReceiveAsync(buffer, SocketFlags.None, _stop.Token);
        Interlocked.Add(ref _bytes, read);
        text.Append(Encoding.Latin1.GetString(buffer, 0, read));
        return read > 0;
    }
}
