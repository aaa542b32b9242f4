using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Overture.FunctionalTests.Chaos.Verdict;

namespace Overture.FunctionalTests.Chaos.Parts;

/// <summary>
/// The wire between gateway and upstream: cuts it, tears it, loses answers on it, and writes down every send that
/// passes. A message is passed on at once or never, so nothing arrives later than the network itself would make it.
/// </summary>
internal sealed class UpstreamProxy : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly Uri _upstream;
    private readonly Random _random;
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<ProxyConnection, bool> _open = new();
    private readonly ConcurrentQueue<WireSend> _sends = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _accepting;

    public UpstreamProxy(Uri upstream, int seed, Breakage breakage)
    {
        (_upstream, _random, Breakage) = (upstream, new Random(seed), breakage);
        Port = Ports.Take();
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public Uri Address => new($"http://127.0.0.1:{Port}");

    public Breakage Breakage { get; }

    /// <summary>How often things go wrong from now on.</summary>
    public ProxyRules Rules { get; set; } = new();

    /// <summary>A member nobody requests to invite, for <see cref="Breakage.OtherPerson"/>.</summary>
    public string Stranger { get; set; } = "";

    /// <summary>Sessions on whose requests the wire plays no tricks, so that they tell of the gateway alone.</summary>
    public IReadOnlySet<string> Spared { get; set; } = new HashSet<string>();

    public List<WireSend> Sends() => [.. _sends];

    public int CutAll()
    {
        var open = _open.Keys.ToList();
        foreach (var connection in open) connection.Cut();
        return open.Count;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        CutAll();
        await _accepting;
        _stopping.Dispose();
    }

    public int Write(WireSend send)
    {
        _sends.Enqueue(send);
        return _sends.Count;
    }

    public Task<Socket> ConnectAsync(CancellationToken cancellationToken) => ConnectAsync(_upstream, cancellationToken);

    public ProxyFate Draw(bool isSend, string? token)
    {
        var rules = Rules;
        if ((rules.SendsOnly && !isSend) || (token is not null && Spared.Contains(token))) return ProxyFate.Pass;
        lock (_gate) return rules.FateOf(_random.NextDouble());
    }

    private static async Task<Socket> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, address.Port, cancellationToken);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptSocketAsync(_stopping.Token);
                _ = ServeAsync(new ProxyConnection(this, client));
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                if (_stopping.IsCancellationRequested) return;
            }
        }
    }

    private async Task ServeAsync(ProxyConnection connection)
    {
        _open.TryAdd(connection, true);
        try
        {
            await connection.RunAsync(_stopping.Token);
        }
        catch (Exception exception)
            when (exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // A side is gone; the other one hears of it when its socket closes below.
        }
        finally
        {
            _open.TryRemove(connection, out _);
            connection.Cut();
        }
    }
}
