namespace Overture.Server.Telemetry;

/// <summary>A running transaction; disposing ends it.</summary>
internal readonly struct RunningCommit(Instruments instruments, long startedAt) : IDisposable
{
    public void Dispose() => instruments.EndCommit(startedAt);
}
