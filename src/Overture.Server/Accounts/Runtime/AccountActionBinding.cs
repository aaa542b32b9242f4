using Overture.Client.Contract;
using Overture.Server.Actions;
using Overture.Server.Http;

namespace Overture.Server.Accounts.Runtime;

/// <summary>The part of a binding that runs in the account's grain.</summary>
internal interface IAccountActionBinding
{
    bool TakesKey(ActionCall call);

    Task<Result<AccountOutput>> RunAsync(AccountContext account, ActionCall call);
}

/// <summary>Sends a call to the account's grain, and runs the action there.</summary>
internal sealed class AccountActionBinding<TParams>(
    ActionDescriptor descriptor, IAccountAction<TParams> action, AccountCalls accounts)
    : ActionBinding<TParams>(descriptor), IAccountActionBinding
    where TParams : class
{
    public override Task<WireAnswer> RunAsync(ActionCall call, CancellationToken cancellationToken) =>
        accounts.ActAsync(call, action.IsRepeatable(CallOf(call)), cancellationToken);

    public bool TakesKey(ActionCall call) => action.TakesKey(CallOf(call).Params);

    protected override int RowsOf(TParams parameters) => action.RowsOf(parameters);

    protected override Refusal? FaultOf(TParams parameters) => action.FaultOf(parameters);

    // The caller's going away changes nothing for what has begun.
    public Task<Result<AccountOutput>> RunAsync(AccountContext account, ActionCall call) =>
        action.RunAsync(account, CallOf(call), CancellationToken.None);
}
