using Overture.Sandbox.Voyager;

namespace Overture.Sandbox.Control;

/// <summary>GET /sandbox/stats: counters of this process, gone with it.</summary>
internal static class StatsEndpoint
{
    public static void Show(HttpContext context, SandboxCounters counters) => ControlAnswer.Ok(context, writer =>
    {
        writer.WriteStartObject("sends"u8);
        writer.WriteNumber("received"u8, counters.ReceivedOf(Operation.Send));
        writer.WriteNumber("accepted"u8, counters.SendsAccepted);
        writer.WriteNumber("refused"u8, counters.SendsRefused);
        writer.WriteEndObject();
        writer.WriteStartObject("reads"u8);
        writer.WriteNumber("me"u8, counters.ReceivedOf(Operation.Me));
        writer.WriteNumber("resolve"u8, counters.ReceivedOf(Operation.Resolve));
        writer.WriteNumber("relationship"u8, counters.ReceivedOf(Operation.Relationship));
        writer.WriteEndObject();
        writer.WriteNumber("unknown"u8, counters.ReceivedOf(Operation.Unknown));
        writer.WriteNumber("faults_fired"u8, counters.FaultsFired);
    });
}
