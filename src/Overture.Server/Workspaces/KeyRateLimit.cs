using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Overture.Server.Http;

namespace Overture.Server.Workspaces;

/// <summary>
/// Counts each key's requests in windows of one minute. Own code, because the framework's limiters read a clock of their
/// own and do not say when a window ends, which retry_at and the RateLimit header must.
/// </summary>
internal sealed class KeyRateLimit(IOptions<HttpOptions> options, TimeProvider time)
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Count> _counts = new(StringComparer.Ordinal);

    public int Limit => options.Value.RequestsPerMinute;

    /// <summary>Counts a request of the key and says what is left of its window.</summary>
    public Usage Take(string apiKeyId)
    {
        var now = time.GetUtcNow();
        var count = _counts.GetOrAdd(apiKeyId, _ => new Count());
        lock (count)
        {
            // Also when the clock was set back: a window never lies further ahead than its own length.
            if (now >= count.EndsAt || now < count.EndsAt - Window) (count.Used, count.EndsAt) = (0, now + Window);
            if (count.Used >= Limit) return new Usage(false, 0, count.EndsAt);
            count.Used++;
            return new Usage(true, Limit - count.Used, count.EndsAt);
        }
    }

    /// <summary>Whether the request may go on, how many more may, and when the window ends.</summary>
    internal readonly record struct Usage(bool IsAllowed, int Remaining, DateTimeOffset EndsAt);

    private sealed class Count
    {
        public int Used { get; set; }

        public DateTimeOffset EndsAt { get; set; }
    }
}
