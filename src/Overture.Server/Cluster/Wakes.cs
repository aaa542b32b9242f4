using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Overture.Server.Cluster;

/// <summary>
/// Wakes accounts for a chore: each at most once at a time, and so many at once. One that takes long keeps its place to itself; the others go
/// on in theirs.
/// </summary>
[SuppressMessage(
    "Design", "CA1001", Justification = "A wake may end after the chore itself, and the semaphore holds nothing that must be given back.")]
internal sealed class Wakes(int atOnce, Func<string, Task> wake, Action<Exception> failed)
{
    private readonly SemaphoreSlim _places = new(atOnce);
    private readonly ConcurrentDictionary<string, bool> _inHand = new(StringComparer.Ordinal);

    public async Task BeginAsync(string account, CancellationToken cancellationToken)
    {
        if (!_inHand.TryAdd(account, true)) return;
        try
        {
            await _places.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _inHand.TryRemove(account, out _);
            throw;
        }

        _ = RunAsync(account);
    }

    private async Task RunAsync(string account)
    {
        try
        {
            await wake(account);
        }
        catch (Exception exception)
        {
            failed(exception);
        }
        finally
        {
            _inHand.TryRemove(account, out _);
            _places.Release();
        }
    }
}
