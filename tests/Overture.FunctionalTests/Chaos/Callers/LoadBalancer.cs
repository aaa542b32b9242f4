namespace Overture.FunctionalTests.Chaos.Callers;

/// <summary>
/// Gives each request a node, as a load balancer does that asks every node's <c>/readyz</c>: one that is dead or not
/// ready is left out, and so is one whose connection broke, until it says again that it is ready.
/// </summary>
internal sealed class LoadBalancer : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient _http = new(
        new SocketsHttpHandler { UseProxy = false })
    { Timeout = TimeSpan.FromSeconds(1) };
    private readonly CancellationTokenSource _stopping = new();
    private readonly Uri[] _nodes;
    private readonly bool[] _isReady;
    private readonly Task _asking;
    private int _next;

    public LoadBalancer(IEnumerable<Uri> nodes)
    {
        _nodes = [.. nodes];
        _isReady = new bool[_nodes.Length];
        _asking = Task.WhenAll(Enumerable.Range(0, _nodes.Length).Select(AskAsync));
    }

    /// <summary>The ready nodes in turn; where none is ready any node, whose refusal is then the answer.</summary>
    public Uri Next()
    {
        var turn = (int)((uint)Interlocked.Increment(ref _next) % _nodes.Length);
        for (var tried = 0; tried < _nodes.Length; tried++)
        {
            var index = (turn + tried) % _nodes.Length;
            if (Volatile.Read(ref _isReady[index])) return _nodes[index];
        }

        return _nodes[turn];
    }

    public void Leave(Uri node) => Volatile.Write(ref _isReady[Array.IndexOf(_nodes, node)], false);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _asking;
        _stopping.Dispose();
        _http.Dispose();
    }

    private async Task AskAsync(int index)
    {
        var address = new Uri(_nodes[index], "/readyz");
        while (!_stopping.IsCancellationRequested)
        {
            var isReady = false;
            try
            {
                using var answer = await _http.GetAsync(address, _stopping.Token);
                isReady = answer.IsSuccessStatusCode;
            }
            catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
            {
                // Dead, or too slow to be of use.
            }

            Volatile.Write(ref _isReady[index], isReady);
            await Task.Delay(Interval, TimeProvider.System, _stopping.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
