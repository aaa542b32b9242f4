using Overture.Sandbox.Network;

namespace Overture.Sandbox.Control;

/// <summary>GET and POST /sandbox/clock.</summary>
internal static class ClockEndpoint
{
    private static readonly string TooFar =
        $"advance is too large: the clock goes at most {SandboxClock.HighestOffset.Days} days ahead in all.";

    public static ControlAnswer Show(SandboxNetwork network) => ControlAnswer.Ok(new
    {
        Now = ControlAnswer.Timestamp(network.Clock.Now),
        network.Clock.Offset,
    });

    public static ControlAnswer Advance(ClockRequest request, SandboxNetwork network) =>
        network.Clock.TryAdvance(request.Advance) ? Show(network) : ControlAnswer.BadRequest(TooFar);
}
