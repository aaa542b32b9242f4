using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Overture.Server.Cluster;

/// <summary>
/// Wakes accounts for a background job: each account at most once at a time, and a bounded number of accounts at once.
/// A slow account occupies one place; the others go on.
/// </summary>
[SuppressMessage(
    "Design", "CA1001",
    Justification = "A wake-up can end after the job itself, and the semaphore has nothing to release.")]
internal sealed class WakeDispatcher(int parallelism, Func<long, Task> wake, Action<Exception> failed)
{
    private readonly SemaphoreSlim _places = new(parallelism);
    private readonly ConcurrentDictionary<long, bool> _running = new();

    public async Task BeginAsync(long account, CancellationToken cancellationToken)
    {
        if (!_running.TryAdd(account, true)) return;
        try
        {
            await _places.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _running.TryRemove(account, out _);
            throw;
        }

        _ = RunAsync(account);
    }

    private async Task RunAsync(long account)
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
            _running.TryRemove(account, out _);
            _places.Release();
        }
    }
}
