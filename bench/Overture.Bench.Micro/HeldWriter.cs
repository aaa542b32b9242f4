using Overture.Server.Storage;

namespace Overture.Bench.Micro;

/// <summary>A store that keeps nothing, and commits when it is released.</summary>
internal sealed class HeldWriter : ICommitWriter
{
    private TaskCompletionSource? _release;
    private TaskCompletionSource _entered = new();

    /// <summary>Done when the held transaction runs.</summary>
    public Task Entered => _entered.Task;

    /// <summary>Holds the next transaction until the result is set.</summary>
    public TaskCompletionSource Hold()
    {
        _entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public async Task<UnmetGuard?> WriteAsync(IReadOnlyList<CommitStep> steps, CancellationToken cancellationToken)
    {
        if (_release is { } release)
        {
            _release = null;
            _entered.SetResult();
            await release.Task;
        }

        return null;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
