using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Overture.Server.Http;

namespace Overture.Server.Workspaces;

/// <summary>
/// Bounds each key's requests in windows of one minute, over all nodes together: a node leases a hundredth of the limit
/// at a time and spends it by itself. So a key never gets more than its limit, and may be refused early by what other
/// nodes have leased and not spent: one hundredth for each. Own code, because the framework's limiters know one process
/// only, read a clock of their own and do not say when a window ends, which retry_at and the RateLimit header must.
/// </summary>
internal sealed partial class KeyRateLimit(
    IGrainFactory grains, IOptions<HttpOptions> options, TimeProvider time, ILogger<KeyRateLimit> logger)
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    // While the node that counts does not answer, callers are not made to wait for its successor.
    private static readonly TimeSpan LongestLease = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan UncountedFor = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<long, Share> _shares = new();

    public int Limit => options.Value.RequestsPerMinute;

    private int Portion => Math.Max(1, Limit / 100);

    /// <summary>Counts a request of the key and says what is left of its window.</summary>
    public ValueTask<Usage> TakeAsync(long apiKeyId)
    {
        var share = _shares.GetOrAdd(apiKeyId, _ => new Share());
        return share.TryTake(time.GetUtcNow()) is { } usage
            ? new ValueTask<Usage>(usage)
            : new ValueTask<Usage>(RenewAsync(apiKeyId, share));
    }

    private async Task<Usage> RenewAsync(long apiKeyId, Share share)
    {
        await share.Renewing.WaitAsync();
        try
        {
            // Another caller may have renewed it meanwhile, for all who waited.
            while (true)
            {
                if (share.TryTake(time.GetUtcNow()) is { } usage) return usage;
                share.Renew(await LeaseAsync(apiKeyId));
            }
        }
        finally
        {
            share.Renewing.Release();
        }
    }

    private async Task<KeyLease> LeaseAsync(long apiKeyId)
    {
        try
        {
            return await grains.GetGrain<IKeyUsageGrain>(apiKeyId).Lease(Portion).WaitAsync(LongestLease, time);
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException)
        {
            LogNotCounted(exception.Message);
            // A lost node must make the others neither refuse nor wait: for a while this one lets through a whole limit
            // by itself.
            return new KeyLease(Limit, 0, time.GetUtcNow() + UncountedFor);
        }
    }

    [LoggerMessage(
        6101, LogLevel.Warning, "A key's requests could not be counted for the whole cluster: {Why}",
        EventName = "key.not_counted")]
    private partial void LogNotCounted(string why);

    /// <summary>Whether the request may go on, how many more may, and when the window ends.</summary>
    internal readonly record struct Usage(bool IsAllowed, int Remaining, DateTimeOffset EndsAt);

    /// <summary>What this node has leased of a key's window.</summary>
    private sealed class Share
    {
        private int _left;
        private KeyLease _lease;

        // Never disposed: a share lives as long as the process.
        public SemaphoreSlim Renewing { get; } = new(1);

        /// <summary>Null when only a new lease can tell.</summary>
        public Usage? TryTake(DateTimeOffset now)
        {
            lock (Renewing)
            {
                if (now >= _lease.EndsAt || now < _lease.EndsAt - Window) return null;
                if (_left > 0) return new Usage(true, --_left + _lease.LeftForOthers, _lease.EndsAt);
                return _lease.Granted == 0 ? new Usage(false, 0, _lease.EndsAt) : null;
            }
        }

        public void Renew(in KeyLease lease)
        {
            lock (Renewing) (_left, _lease) = (lease.Granted, lease);
        }
    }
}
