using Overture.Client.Contract;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Actions;
using Overture.Server.Audit;
using Overture.Server.Http;

namespace Overture.Server.Limits.Actions;

/// <summary>
/// Replaces the account's own limits, within the operator's bounds. The queue is woken, since it may go on under them.
/// </summary>
internal sealed class SetLimitsAction(
    LimitStateReader reader, LimitsBounds bounds, LimitsAnswer answer, IWaitingWork queue,
    TimeProvider time) : IAccountAction<AccountLimits>
{
    public static ActionDescriptor Descriptor => LimitActions.SetLimits;

    public async Task<Result<AccountOutput>> RunAsync(
        AccountContext account, Call<AccountLimits> call, CancellationToken cancellationToken)
    {
        var own = Normal(call.Params);
        var next = reader.With(account.Part<AccountLimitState>(), account.Row, own == new AccountLimits() ? null : own);
        var step = account.Step()
            .Write(AccountLimitsTable.Set(account.Id, next.Own), queue.Wake(account.Id, time.GetUtcNow()))
            .Audit(new AuditEntry(ActionNames.SetLimits, AuditDecision.Changed)
            {
                ApiKeyId = call.ApiKeyId,
                Detail = AccountLimitsTable.JsonOf(next.Own),
            })
            .Then(() => account.Attach(next));
        return AccountOutput.Of(await answer.OfAsync(account, next, cancellationToken), step);
    }

    public Refusal? FaultOf(AccountLimits parameters) => bounds.FaultOf(Normal(parameters));

    private static AccountLimits Normal(AccountLimits given) => given with
    {
        Paused = given.Paused is true ? true : null,
        WorkingHours = Given(given.WorkingHours),
        TimeZone = Given(given.TimeZone),
    };

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
