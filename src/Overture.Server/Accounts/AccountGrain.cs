using Orleans.Concurrency;
using Orleans.Placement;
using Overture.Server.Cluster;
using Overture.Server.Http;
using Overture.Server.Invitations;

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

    public async Task<WireAnswer> Invite(InviteCommand command)
    {
        var answer = await Actor.InviteAsync(command);
        LeaveIfStopped();
        return answer;
    }

    public async Task Settle()
    {
        await Actor.SettleAsync();
        LeaveIfStopped();
    }

    public async Task<bool> Reconnect(Connection connection)
    {
        var isDurable = await Actor.ReconnectAsync(connection);
        LeaveIfStopped();
        return isDurable;
    }

    public void Dispose() => _actor?.Dispose();

    private void LeaveIfStopped()
    {
        if (Actor.IsCutOff) relocation.Leave(this);
        else if (Actor.IsStopped) DeactivateOnIdle();
    }
}
