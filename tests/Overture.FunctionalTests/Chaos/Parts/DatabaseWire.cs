using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Overture.FunctionalTests.Chaos.Parts;

/// <summary>
/// The wire between one node and the database. It can be cut, so that the node is refused, and it can be held: then
/// nothing comes through in either direction, and what was sent arrives late, as TCP does it, or never.
/// </summary>
internal sealed class DatabaseWire : IAsyncDisposable
{
    private readonly int _databasePort;
    private readonly ConcurrentDictionary<Socket, bool> _open = new();
    private readonly CancellationTokenSource _stopping = new();
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;
    private volatile TaskCompletionSource _passes = new();

    public DatabaseWire(int databasePort)
    {
        (_databasePort, Port) = (databasePort, Ports.Take());
        _passes.SetResult();
        Listen();
    }

    public int Port { get; }

    /// <summary>Whoever is connected is cut off, whoever connects is refused.</summary>
    public void Refuse()
    {
        _listener?.Stop();
        _listener = null;
        CutAll();
    }

    public void Hold() => _passes = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>
    /// All is well again. What was held goes on its way now; or it is lost, and its connections with it.
    /// </summary>
    public void Heal(bool losingWhatWasHeld = false)
    {
        if (losingWhatWasHeld) CutAll();
        _passes.TrySetResult();
        if (_listener is null) Listen();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        Refuse();
        _passes.TrySetResult();
        await _accepting;
        _stopping.Dispose();
    }

    private void Listen()
    {
        var listener = _listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        _accepting = AcceptAsync(listener);
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptSocketAsync(_stopping.Token));
        }
        catch (Exception exception)
            when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // It is refused from now on, or the run is over.
        }
    }

    private async Task ServeAsync(Socket node)
    {
        using var near = node;
        near.NoDelay = true;
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _open.TryAdd(near, true);
        _open.TryAdd(far, true);
        try
        {
            await _passes.Task;
            await far.ConnectAsync(IPAddress.Loopback, _databasePort, _stopping.Token);
            await Task.WhenAll(PumpAsync(near, far), PumpAsync(far, near));
        }
        catch (Exception exception)
            when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side is gone; the other hears of it now.
        }
        finally
        {
            _open.TryRemove(near, out _);
            _open.TryRemove(far, out _);
        }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[65_536];
        try
        {
            for (int read; (read = await from.ReceiveAsync(buffer, _stopping.Token)) > 0;)
            {
                await _passes.Task;
                for (var sent = 0; sent < read;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent..read), _stopping.Token);
                }
            }

            // Only this direction has ended: what a node sent before it hung up still arrives.
            await _passes.Task;
            to.Shutdown(SocketShutdown.Send);
        }
        catch
        {
            from.Dispose();
            to.Dispose();
            throw;
        }
    }

    private void CutAll()
    {
        foreach (var socket in _open.Keys) socket.Dispose();
    }
}
