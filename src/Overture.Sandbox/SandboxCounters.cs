using Overture.Sandbox.Voyager;

namespace Overture.Sandbox;

/// <summary>This process's counters, for debugging. Tests rely on the log in sandbox.db instead.</summary>
internal sealed class SandboxCounters
{
    private readonly long[] _received = new long[Enum.GetValues<Operation>().Length];
    private long _sendsAccepted;
    private long _sendsRefused;
    private long _faultsFired;

    public long SendsAccepted => Interlocked.Read(ref _sendsAccepted);

    public long SendsRefused => Interlocked.Read(ref _sendsRefused);

    public long FaultsFired => Interlocked.Read(ref _faultsFired);

    public long ReceivedOf(Operation operation) => Interlocked.Read(ref _received[(int)operation]);

    public void Received(Operation operation) => Interlocked.Increment(ref _received[(int)operation]);

    public void SendAccepted() => Interlocked.Increment(ref _sendsAccepted);

    public void SendRefused() => Interlocked.Increment(ref _sendsRefused);

    public void FaultFired() => Interlocked.Increment(ref _faultsFired);
}
