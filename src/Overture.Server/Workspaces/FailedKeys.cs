using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Overture.Client.Contract;
using Overture.Server.Http;
using Overture.Server.Telemetry;

namespace Overture.Server.Workspaces;

/// <summary>
/// Counts, for each remote address, the requests of a minute that come with an unknown key. Somebody who tries keys
/// leaves an event in the log and soon costs no more reads of the database. Behind a proxy all callers have one
/// address, so keys that this node has seen work are never refused because of it.
/// </summary>
internal sealed partial class FailedKeys(
    IOptions<HttpOptions> options, TimeProvider time, ILogger<FailedKeys> logger)
{
    private const int LinesPerMinute = 10;

    // Beyond that, all further addresses count as one.
    private const int MaxAddresses = 10_000;

    private const int BytesOfNetwork = 8;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly LogAllowance _lines = new(time, LinesPerMinute);
    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, int> _failures = [];
    private DateTimeOffset _endsAt;
    private volatile bool _isAnyOver;

    /// <summary>Null while a key from this address may be looked up; else the refusal.</summary>
    public Refusal? RefusalFor(HttpContext http)
    {
        // Nearly always: calls with keys that work wait for no lock.
        if (!_isAnyOver) return null;
        lock (_lock)
        {
            Renew();
            var isOver = _failures.GetValueOrDefault(AddressOf(http)) >= options.Value.FailedKeysPerMinute;
            return isOver
                ? new Refusal(Reason.KeyRateLimit, "Too many unknown API keys came from this address in a minute.")
                {
                    RetryAt = _endsAt,
                }
                : null;
        }
    }

    public void Add(HttpContext http)
    {
        lock (_lock)
        {
            Renew();
            var address = AddressOf(http);
            _failures[address] = _failures.GetValueOrDefault(address) + 1;
            if (_failures[address] >= options.Value.FailedKeysPerMinute) _isAnyOver = true;
        }

        if (_lines.TryTake(out var missing)) LogUnknown(http.Connection.RemoteIpAddress, http.TraceIdentifier, missing);
    }

    private void Renew()
    {
        var now = time.GetUtcNow();
        // Also when the clock was set back.
        if (now < _endsAt && now >= _endsAt - Window) return;
        _failures.Clear();
        _isAnyOver = false;
        _endsAt = now + Window;
    }

    private IPAddress AddressOf(HttpContext http)
    {
        var address = NetworkOf(http.Connection.RemoteIpAddress ?? IPAddress.None);
        return _failures.Count < MaxAddresses || _failures.ContainsKey(address) ? address : IPAddress.None;
    }

    // A host has a whole IPv6 network of /64 to itself.
    private static IPAddress NetworkOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[BytesOfNetwork..].Clear();
        return new IPAddress(bytes);
    }

    [LoggerMessage(
        6102, LogLevel.Warning,
        "Request {RequestId} from {RemoteAddress} had an unknown or revoked API key ({Missing} such lines left out)",
        EventName = "security.unknown_key")]
    private partial void LogUnknown(IPAddress? remoteAddress, string requestId, long missing);
}
