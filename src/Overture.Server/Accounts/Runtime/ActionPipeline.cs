using System.Diagnostics;
using Overture.Client.Contract;
using Overture.Server.Actions;
using Overture.Server.Growth;
using Overture.Server.Http;
using Overture.Server.Idempotency;
using Overture.Server.Telemetry;

namespace Overture.Server.Accounts.Runtime;

/// <summary>
/// What surrounds every action of an account: the idempotency lookup before it, the commit of its step with the stored
/// answer after it, and the rendering.
/// </summary>
internal sealed class ActionPipeline(
    Lazy<ActionRegistry> registry, IdempotencyKeys keys, Lazy<IUnfinishedWork> unfinished, Caps caps,
    Instruments instruments, TimeProvider time)
{
    /// <summary>
    /// The span of a call that acts on the platform, from its arrival at the grain to its answer; null without a
    /// listener.
    /// </summary>
    public Activity? BeginSpan(ActionCall call) =>
        call.Action == ActionNames.Invite ? instruments.BeginInvite(call.AccountName, WorkspaceOf(call)) : null;

    /// <summary>Whether a call waits neither for those in the mailbox nor for the one that runs.</summary>
    public bool IsUrgent(ActionCall call) => BindingOf(call).Descriptor.IsUrgent;

    public async Task<WireAnswer> RunAsync(AccountContext account, ActionCall call, Mailbox.Turn turn)
    {
        var answer = await RunAsync(account, call, turn, account.CommitAsync);
        await account.FlushAsync();
        return answer;
    }

    /// <summary>Runs an urgent call, beside the one in the mailbox.</summary>
    public Task<WireAnswer> RunUrgentAsync(AccountContext account, ActionCall call) =>
        RunAsync(account, call, turn: null, account.CommitUrgentAsync);

    public WireAnswer Refuse(ActionCall call, Refusal refusal) => call.Refuse(refusal, time);

    public WireAnswer Busy(ActionCall call) => Refuse(call, Refusal.Busy(time.GetUtcNow()));

    private async Task<WireAnswer> RunAsync(
        AccountContext account, ActionCall call, Mailbox.Turn? turn, Func<AccountStep, Task<StepResult>> commit)
    {
        var binding = (IAccountActionBinding)BindingOf(call);
        var key = binding.TakesKey(call) ? call.Key : null;
        if (key is not null)
        {
            var recalled = await RecallAsync(account, call, key);
            if (recalled.Answer is { } known) return known;
            call = call with { OpenAnswer = recalled.OpenAnswer };
        }

        if (turn is { IsTooLate: true }) return Busy(call);
        // An open answer has its place already, and an emergency stop is stored beyond the cap.
        if (key is not null && call.OpenAnswer is null && turn is not null
            && await caps.TakeAsync(Cap.StoredAnswers, account.WorkspaceId, 1, CancellationToken.None) == 0)
        {
            return Refuse(call, caps.Full(Cap.StoredAnswers));
        }

        var result = await binding.RunAsync(account, call);
        if (!result.Succeeded(out var output, out var refusal)) return Refuse(call, refusal);
        var (answer, step) = StepOf(account, call, output, key);
        if (step is null) return answer;
        var committed = await commit(step);
        return committed.IsCommitted ? answer : Refuse(call, committed.Refusal(time.GetUtcNow()));
    }

    private ActionBinding BindingOf(ActionCall call) => registry.Value.Find(call.Category, call.Action).ValueOrThrow();

    /// <summary>
    /// What the key stands for already: a stored answer, a mistake, or work that gets its outcome now if it can. Null
    /// when the key is free, also when it turns out only now that nothing was sent under it, and when its answer has
    /// rows to go on with.
    /// </summary>
    private async Task<(WireAnswer? Answer, byte[]? OpenAnswer)> RecallAsync(
        AccountContext account, ActionCall call, IdempotencyKey key)
    {
        if (!(await keys.FindAsync(account.WorkspaceId, key, CancellationToken.None)).Succeeded(
            out var known, out var refusal))
        {
            return (Refuse(call, refusal!), null);
        }

        if (known is not { } request) return default;
        if (request.OpenAnswer is { } open) return (null, open);
        return (request.Answer ?? await FinishAsync(account, call, key, request), null);
    }

    private async Task<WireAnswer?> FinishAsync(
        AccountContext account, ActionCall call, IdempotencyKey key, KnownRequest request)
    {
        var unresolved = request.WorkId is { } work ? await unfinished.Value.FinishAsync(account, work) : null;
        var again = await keys.FindAsync(account.WorkspaceId, key, CancellationToken.None);
        if (!again.Succeeded(out var known, out var refusal)) return Refuse(call, refusal!);
        return known is { } still ? still.Answer ?? unresolved
            ?? Refuse(call, Refusal.InProgress(time.GetUtcNow())) : null;
    }

    /// <summary>The answer, and the step that makes it true; null when nothing has to be written.</summary>
    private (WireAnswer Answer, AccountStep? Step) StepOf(
        AccountContext account, ActionCall call, AccountOutput output, IdempotencyKey? key)
    {
        if (output.Rendered is { } rendered) return (rendered, null);
        var answer = output.Output!.Render(Answers.Free(time, call.Action, call.AccountName));
        // Under a key an answer is kept even where nothing had to be done, so that the key means this request and
        // nothing else.
        if (key is null) return (answer, output.Step);
        return (answer, (output.Step ?? account.Step()).Require(
            Guard.Key, output.StaysOpen
                ? keys.KeepOpen(account.WorkspaceId, key, answer)
                : keys.Store(account.WorkspaceId, key, answer)));
    }

    private static string WorkspaceOf(ActionCall call) =>
        Storage.RowKey.Text(Storage.RowKind.Workspace, call.WorkspaceId);
}
