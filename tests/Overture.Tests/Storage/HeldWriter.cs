using Overture.Server.Storage;

namespace Overture.Tests.Storage;

/// <summary>
/// A store whose transactions wait until the test lets them end, one by one, in the way that it says.
/// </summary>
internal sealed class HeldWriter : ICommitWriter
{
    private readonly SemaphoreSlim _entered = new(0);
    private readonly Queue<Func<UnmetGuard?>> _ends = new();
    private readonly SemaphoreSlim _released = new(0);

    /// <summary>The steps of each transaction, in order.</summary>
    public List<IReadOnlyList<CommitStep>> Transactions { get; } = [];

    public bool IsDisposed { get; private set; }

    /// <summary>Waits until a transaction has come.</summary>
    public Task EnteredAsync() => _entered.WaitAsync(TestContext.Current.CancellationToken);

    /// <summary>Lets the transaction that waits, or the next one, end so.</summary>
    public void End(Func<UnmetGuard?> how)
    {
        lock (_ends) _ends.Enqueue(how);
        _released.Release();
    }

    public void Commit() => End(() => null);

    public void Refuse(int step, int statement) => End(() => new UnmetGuard(step, statement));

    public void Fail() => End(() => throw new IOException("The store is away."));

    public async Task<UnmetGuard?> WriteAsync(IReadOnlyList<CommitStep> steps, CancellationToken cancellationToken)
    {
        lock (_ends) Transactions.Add([.. steps]);
        _entered.Release();
        await _released.WaitAsync(cancellationToken);
        Func<UnmetGuard?> end;
        lock (_ends) end = _ends.Dequeue();
        return end();
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}
