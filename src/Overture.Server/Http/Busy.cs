using Overture.Client.Contract;

namespace Overture.Server.Http;

/// <summary>The refusal for work that was not begun because the gateway cannot take it now.</summary>
internal static class Busy
{
    public static Refusal Now(TimeProvider time) => new(Reason.GatewayBusy) { RetryAt = time.GetUtcNow().AddSeconds(1) };
}
