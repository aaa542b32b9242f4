using Overture.Client.Contract;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Actions;
using Overture.Server.Audit;
using Overture.Server.Http;

namespace Overture.Server.Limits.Actions;

/// <summary>
/// Replaces the account's own limits, within the operator's bounds. The queue is woken, since it may go on under them.
/// Urgent, because a pause stops the account: it runs beside another call, so it reads what is durable and changes
/// nothing in memory but the limits.
/// </summary>
internal sealed class SetLimitsAction(
    LimitStateReader reader, LimitsBounds bounds, LimitsAnswer answer, IWaitingWork queue,
    TimeProvider time) : IAccountAction<AccountLimits>
{
    public static ActionDescriptor Descriptor => LimitActions.SetLimits;

    public async Task<Result<AccountOutput>> RunAsync(
        AccountContext account, Call<AccountLimits> call, CancellationToken cancellationToken)
    {
        var given = Normal(call.Params);
        var own = given == new AccountLimits() ? null : given;
        var next = await reader.ReadBesideAsync(account, cancellationToken);
        next.Adopt(reader.PolicyOf(account.Row, own), own);
        var step = account.Step()
            .Write(AccountLimitsTable.Set(account.Id, own), queue.Wake(account.Id, time.GetUtcNow()))
            .Audit(new AuditEntry(ActionNames.SetLimits, AuditDecision.Changed)
            {
                ApiKeyId = call.ApiKeyId,
                Detail = AccountLimitsTable.JsonOf(own),
            })
            .Then(() => account.Part<AccountLimitState>().Adopt(next.Policy, own));
        return AccountOutput.Of(await answer.OfAsync(account.Row, next, cancellationToken), step);
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
