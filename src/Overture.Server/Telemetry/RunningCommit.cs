namespace Overture.Server.Telemetry;

/// <summary>A transaction under way; it ends when this is disposed.</summary>
internal readonly struct RunningCommit(Instruments instruments, long begun) : IDisposable
{
    public void Dispose() => instruments.EndCommit(begun);
}
