using Orleans.Concurrency;
using Orleans.Placement;
using Overture.Server.Actions;
using Overture.Server.Cluster;
using Overture.Server.Http;

namespace Overture.Server.Accounts.Runtime;

/// <summary>
/// Gives an account's runtime its place in the cluster. Reentrant, because the mailbox itself lets one call at a time
/// act. It lives on the node that was asked first, which is ready: only a ready node is asked.
/// </summary>
[Reentrant]
[PreferLocalPlacement]
internal sealed class AccountGrain(IServiceProvider services, Relocation relocation) : Grain, IAccountGrain
{
    private AccountRuntime? _runtime;

    private AccountRuntime Runtime =>
        _runtime ??= ActivatorUtilities.CreateInstance<AccountRuntime>(services, this.GetPrimaryKeyLong());

    public async Task<WireAnswer> Act(ActionCall call)
    {
        var answer = await Runtime.ActAsync(call);
        LeaveIfStopped();
        return answer;
    }

    public async Task Wake(string duty)
    {
        await Runtime.WakeAsync(duty);
        LeaveIfStopped();
    }

    private void LeaveIfStopped()
    {
        if (Runtime.IsCutOff) relocation.Leave(this);
        else if (Runtime.IsStopped) DeactivateOnIdle();
    }
}
