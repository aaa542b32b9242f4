using Overture.Client.Contract;
using Overture.Server.Actions;
using Overture.Server.Http;

namespace Overture.Server.Accounts.Runtime;

/// <summary>An action that acts for an account, in its mailbox.</summary>
internal interface IAccountAction<TParams>
    where TParams : class
{
    static abstract ActionDescriptor Descriptor { get; }

    Task<Result<AccountOutput>> RunAsync(
        AccountContext account, Call<TParams> call, CancellationToken cancellationToken);

    /// <summary>
    /// What is wrong with parameters that have the right form; null when nothing is. Asked before the account is.
    /// </summary>
    Refusal? FaultOf(TParams parameters) => null;

    /// <summary>How many rows a call carries; they count against the key's rate in rows.</summary>
    int RowsOf(TParams parameters) => 1;

    /// <summary>False for a call that changes nothing, whose idempotency key is not looked at.</summary>
    bool TakesKey(TParams parameters) => true;

    /// <summary>
    /// Whether the call may be asked again when the account's node is lost amid it: because it changes nothing, because
    /// twice comes to the same as once, or because its key leads to what was begun.
    /// </summary>
    bool IsRepeatable(Call<TParams> call) => true;
}
