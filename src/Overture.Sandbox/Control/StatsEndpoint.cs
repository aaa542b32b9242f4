using Overture.Sandbox.Voyager;

namespace Overture.Sandbox.Control;

/// <summary>GET /sandbox/stats: this process's counters; a restart resets them.</summary>
internal static class StatsEndpoint
{
    public static ControlAnswer Show(SandboxCounters counters) => ControlAnswer.Ok(new
    {
        Sends = new
        {
            Received = counters.ReceivedOf(Operation.Send),
            Accepted = counters.SendsAccepted,
            Refused = counters.SendsRefused,
        },
        Reads = new
        {
            Me = counters.ReceivedOf(Operation.Me),
            Resolve = counters.ReceivedOf(Operation.Resolve),
            Relationship = counters.ReceivedOf(Operation.Relationship),
        },
        Unknown = counters.ReceivedOf(Operation.Unknown),
        counters.FaultsFired,
    });
}
