using Overture.Server.Accounts.Runtime;
using Overture.Server.Http;
using Overture.Server.Invitations.Sending;
using Overture.Server.Telemetry;

namespace Overture.Server.Invitations.Resolving;

/// <summary>
/// Resolves the invitations that an earlier call, or an earlier process, left without an outcome: before anything else
/// is done for the account, when one of them is due, and when their idempotency key is used again.
/// </summary>
internal sealed class InvitationResolver(
    InvitationRecords invitations, InvitationOutcomes outcomes, Instruments instruments,
    TimeProvider time) : IAccountDuty, IUnfinishedWork
{
    public const string DutyName = "resolve";
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(10);

    public string Name => DutyName;

    public Task RecoverAsync(AccountContext account) => ResolveAsync(account, onlyDue: false);

    public Task RunAsync(AccountContext account) => ResolveAsync(account, onlyDue: true);

    public async Task<WireAnswer?> FinishAsync(AccountContext account, long workId)
    {
        var unresolved = await invitations.UnresolvedAsync(account.Id, workId, CancellationToken.None);
        return unresolved is null ? null : (await ResolveAsync(account, unresolved)).Answer;
    }

    /// <summary>
    /// Works for a while only, since calls wait for the account; what is left then is due at the next wake-up. After a
    /// check whose result could not be written it pauses, or each second would ask the platform for nothing.
    /// </summary>
    private async Task ResolveAsync(AccountContext account, bool onlyDue)
    {
        var quiet = account.Quiet;
        if (time.GetUtcNow() < quiet.Until) return;
        var begun = time.GetTimestamp();
        foreach (var unresolved in await invitations.UnresolvedOfAsync(account.Id, CancellationToken.None))
        {
            if (onlyDue && unresolved.NextCheckAt > time.GetUtcNow()) continue;
            var result = await ResolveAsync(account, unresolved);
            if (!result.IsWritten) quiet.Until = time.GetUtcNow() + MaxTime;
            if (account.IsStopped || !result.IsWritten || time.GetElapsedTime(begun) > MaxTime) return;
        }
    }

    private async Task<InviteResult> ResolveAsync(AccountContext account, UnresolvedRow unresolved)
    {
        var invitation = await invitations.ReadAsync(account.Id, unresolved.InvitationId, CancellationToken.None);
        if (account.Inactive is { } inactive)
        {
            return await outcomes.AwaitOwnerAsync(account, invitation, unresolved, inactive);
        }

        var person = await invitations.PersonAsync(invitation.PersonId, CancellationToken.None);
        var result = await outcomes.ConcludeAsync(
            account, (invitation, person), new SendOutcome(InvitationState.Unknown), sender: null, unresolved);
        if (result.Outcome is { State: not InvitationState.Unknown } found)
        {
            instruments.Resolved(found.Counted, found.Refusal?.Reason);
        }

        return result;
    }
}
