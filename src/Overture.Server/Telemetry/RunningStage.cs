using System.Diagnostics;

namespace Overture.Server.Telemetry;

/// <summary>A stage under way; it ends when this is disposed. A value, so that measuring allocates nothing.</summary>
internal readonly struct RunningStage(Instruments instruments, Stage stage, long begun, Activity? span) : IDisposable
{
    public void Dispose()
    {
        instruments.EndStage(stage, begun);
        span?.Dispose();
    }
}
