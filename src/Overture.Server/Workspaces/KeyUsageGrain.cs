using Microsoft.Extensions.Options;
using Orleans.Placement;
using Overture.Server.Http;

namespace Overture.Server.Workspaces;

/// <summary>
/// Counts in windows of a minute or a day. Remembers nothing durable: when its node dies, a key begins a new window and
/// may use up to twice its limit in that time.
/// </summary>
[PreferLocalPlacement]
internal sealed class KeyUsageGrain(IOptions<HttpOptions> options, TimeProvider time) : Grain, IKeyUsageGrain
{
    private int _used;

    private KeyRate Rate
    {
        get
        {
            this.GetPrimaryKeyLong(out var rate);
            return Enum.Parse<KeyRate>(rate!);
        }
    }

    private DateTimeOffset _endsAt;

    public Task<KeyLease> Lease(int permits)
    {
        var now = time.GetUtcNow();
        // Also when the clock was set back: a window never lies further ahead than its own length.
        var window = KeyRateLimit.WindowOf(Rate);
        if (now >= _endsAt || now < _endsAt - window)
        {
            (_used, _endsAt) = (0, now + window);
            // Idleness must not begin a new window.
            DelayDeactivation(window);
        }

        var limit = KeyRateLimit.LimitOf(Rate, options.Value);
        var granted = Math.Clamp(permits, 0, Math.Max(0, limit - _used));
        _used += granted;
        return Task.FromResult(new KeyLease(granted, limit - _used, _endsAt));
    }
}
