using System.Diagnostics;

namespace Overture.Server.Telemetry;

/// <summary>A running stage; disposing ends it. A struct, so that measuring allocates nothing.</summary>
internal readonly struct RunningStage(Instruments instruments, Stage stage, long startedAt, Activity? span)
    : IDisposable
{
    public void Dispose()
    {
        instruments.EndStage(stage, startedAt);
        span?.Dispose();
    }
}
