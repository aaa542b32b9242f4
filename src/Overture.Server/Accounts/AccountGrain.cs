using Orleans.Concurrency;
using Orleans.Placement;
using Overture.Server.Cluster;
using Overture.Server.DoNotContact;
using Overture.Server.Http;
using Overture.Server.Invitations;
using Overture.Server.Limits;
using Overture.Server.Queue;

namespace Overture.Server.Accounts;

/// <summary>
/// Gives an account's actor its place in the cluster. Reentrant, because the actor itself keeps the turns: it can refuse a
/// call while another has its turn. It lives on the node that was asked: that one is ready, or nobody would have asked it.
/// </summary>
[Reentrant]
[PreferLocalPlacement]
internal sealed class AccountGrain(IServiceProvider services, Relocation relocation) : Grain, IAccountGrain, IDisposable
{
    private AccountActor? _actor;

    private AccountActor Actor => _actor ??= ActivatorUtilities.CreateInstance<AccountActor>(services, this.GetPrimaryKeyString());

    public Task<WireAnswer> Invite(InviteCommand command) => AskAsync(actor => actor.InviteAsync(command));

    public Task<WireAnswer> DryRun(InviteCommand command) => AskAsync(actor => actor.DryRunAsync(command));

    public Task<WireAnswer> Queue(QueueCommand command) => AskAsync(actor => actor.QueueAsync(command));

    public Task<WireAnswer> Cancel(OperationCommand command) => AskAsync(actor => actor.CancelAsync(command));

    public Task<QueueTimes?> QueueTimes() => AskAsync(actor => actor.TimesAsync());

    public Task<WireAnswer> Limits(string workspaceId) => AskAsync(actor => actor.ReadLimitsAsync(workspaceId));

    public Task<WireAnswer> SetLimits(LimitsCommand command) => AskAsync(actor => actor.SetLimitsAsync(command));

    public Task<WireAnswer> ChangeDoNotContact(DoNotContactChange change) => AskAsync(actor => actor.ChangeDoNotContactAsync(change));

    public async Task RunQueue()
    {
        await Actor.RunQueueAsync();
        LeaveIfStopped();
    }

    public async Task Settle()
    {
        await Actor.SettleAsync();
        LeaveIfStopped();
    }

    public Task<bool> Reconnect(Connection connection) => AskAsync(actor => actor.ReconnectAsync(connection));

    public void Dispose() => _actor?.Dispose();

    private async Task<T> AskAsync<T>(Func<AccountActor, Task<T>> ask)
    {
        var answer = await ask(Actor);
        LeaveIfStopped();
        return answer;
    }

    private void LeaveIfStopped()
    {
        if (Actor.IsCutOff) relocation.Leave(this);
        else if (Actor.IsStopped) DeactivateOnIdle();
    }
}
