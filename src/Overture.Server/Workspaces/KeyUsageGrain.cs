using Microsoft.Extensions.Options;
using Orleans.Placement;
using Overture.Server.Http;

namespace Overture.Server.Workspaces;

/// <summary>
/// Counts in windows of one minute. Remembers nothing durable: when its node dies, a key begins a new window and may
/// use up to twice its limit in that minute.
/// </summary>
[PreferLocalPlacement]
internal sealed class KeyUsageGrain(IOptions<HttpOptions> options, TimeProvider time) : Grain, IKeyUsageGrain
{
    private int _used;
    private DateTimeOffset _endsAt;

    public Task<KeyLease> Lease(int permits)
    {
        var now = time.GetUtcNow();
        // Also when the clock was set back: a window never lies further ahead than its own length.
        if (now >= _endsAt || now < _endsAt - KeyRateLimit.Window) (_used, _endsAt) = (0, now + KeyRateLimit.Window);
        var granted = Math.Clamp(permits, 0, Math.Max(0, options.Value.RequestsPerMinute - _used));
        _used += granted;
        return Task.FromResult(new KeyLease(granted, options.Value.RequestsPerMinute - _used, _endsAt));
    }
}
