using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Overture.Server.Http;

namespace Overture.Server.Workspaces;

/// <summary>
/// Bounds each key's requests, and the rows in them, in windows of a minute or a day, over all nodes together: a node
/// leases a hundredth of the limit at a time and spends it by itself. So a key never gets more than its limit, and may
/// be refused early by what other nodes have leased and not spent: one hundredth for each. Own code, because the
/// framework's limiters know one process only, read a clock of their own and do not say when a window ends, which
/// retry_at and the RateLimit header must.
/// </summary>
internal sealed partial class KeyRateLimit(
    IGrainFactory grains, IOptions<HttpOptions> options, TimeProvider time, ILogger<KeyRateLimit> logger)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // While the node that counts does not answer, callers are not made to wait for its successor.
    private static readonly TimeSpan LongestLease = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan UncountedFor = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<(KeyRate Rate, long ApiKeyId), Share> _shares = new();

    public int LimitOf(KeyRate rate) => LimitOf(rate, options.Value);

    public static int LimitOf(KeyRate rate, HttpOptions options) => rate switch
    {
        KeyRate.Requests => options.RequestsPerMinute,
        KeyRate.Rows => options.RowsPerMinute,
        KeyRate.RowsOfDay => options.RowsPerDay,
    };

    public static TimeSpan WindowOf(KeyRate rate) => rate switch
    {
        KeyRate.Requests or KeyRate.Rows => Minute,
        KeyRate.RowsOfDay => Day,
    };

    /// <summary>Counts requests or rows of the key, all of them or none, and says what is left of its window.</summary>
    public ValueTask<Usage> TakeAsync(KeyRate rate, long apiKeyId, int permits = 1)
    {
        var share = _shares.GetOrAdd((rate, apiKeyId), _ => new Share(WindowOf(rate)));
        return share.TryTake(permits, time.GetUtcNow()) is { } usage
            ? new ValueTask<Usage>(usage)
            : new ValueTask<Usage>(RenewAsync(rate, apiKeyId, permits, share));
    }

    private async Task<Usage> RenewAsync(KeyRate rate, long apiKeyId, int permits, Share share)
    {
        await share.Renewing.WaitAsync();
        try
        {
            // Another caller may have renewed it meanwhile, for all who waited.
            while (true)
            {
                if (share.TryTake(permits, time.GetUtcNow()) is { } usage) return usage;
                share.Renew(await LeaseAsync(rate, apiKeyId, Math.Max(permits, LimitOf(rate) / 100)));
            }
        }
        finally
        {
            share.Renewing.Release();
        }
    }

    private async Task<KeyLease> LeaseAsync(KeyRate rate, long apiKeyId, int permits)
    {
        try
        {
            return await grains.GetGrain<IKeyUsageGrain>(apiKeyId, rate.ToString()).Lease(permits)
                .WaitAsync(LongestLease, time);
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException)
        {
            LogNotCounted(exception.Message);
            // A lost node must make the others neither refuse nor wait: for a while this one lets through a whole limit
            // by itself.
            return new KeyLease(LimitOf(rate), 0, time.GetUtcNow() + UncountedFor);
        }
    }

    [LoggerMessage(
        6101, LogLevel.Warning, "A key's requests could not be counted for the whole cluster: {Why}",
        EventName = "key.not_counted")]
    private partial void LogNotCounted(string why);

    /// <summary>Whether the request may go on, how many more may, and when the window ends.</summary>
    internal readonly record struct Usage(bool IsAllowed, int Remaining, DateTimeOffset EndsAt);

    /// <summary>What this node has leased of a key's window.</summary>
    private sealed class Share(TimeSpan window)
    {
        private int _left;
        private KeyLease _lease;

        // Never disposed: a share lives as long as the process.
        public SemaphoreSlim Renewing { get; } = new(1);

        /// <summary>Null when only a new lease can tell.</summary>
        public Usage? TryTake(int permits, DateTimeOffset now)
        {
            lock (Renewing)
            {
                if (now >= _lease.EndsAt || now < _lease.EndsAt - window) return null;
                if (_left >= permits)
                {
                    _left -= permits;
                    return new Usage(true, _left + _lease.LeftForOthers, _lease.EndsAt);
                }

                return _lease.Granted == 0 ? new Usage(false, _left, _lease.EndsAt) : null;
            }
        }

        public void Renew(in KeyLease lease)
        {
            // What is left of an earlier lease of the same window stays.
            lock (Renewing) (_left, _lease) = (lease.Granted + (lease.EndsAt == _lease.EndsAt ? _left : 0), lease);
        }
    }
}
