using Overture.Server.Storage;

namespace Overture.Bench.Micro;

/// <summary>A store that keeps nothing and commits when it is let.</summary>
internal sealed class HeldWriter : ICommitWriter
{
    private TaskCompletionSource? _release;
    private TaskCompletionSource _entered = new();

    /// <summary>Done when the held transaction is under way.</summary>
    public Task Entered => _entered.Task;

    /// <summary>Holds the next transaction until the result is set.</summary>
    public TaskCompletionSource Hold()
    {
        _entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public async Task<(Guard RefusedBy, int Step)> WriteAsync(IReadOnlyList<CommitStep> steps, CancellationToken cancellationToken)
    {
        if (_release is { } release)
        {
            _release = null;
            _entered.SetResult();
            await release.Task;
        }

        return (Guard.None, 0);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
