using Microsoft.Extensions.Options;
using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Http;
using Overture.Server.Limits;
using Overture.Server.Storage;
using Overture.Server.Storage.Rows;
using Overture.Server.Telemetry;

namespace Overture.Server.Invitations;

/// <summary>
/// Brings an invitation to its outcome: settles it by reading the relationship when the send itself did not tell, and makes
/// the outcome durable before anybody hears of it. Never sends.
/// </summary>
internal sealed partial class Settler(
    IConnector connector,
    InvitationCommits commits,
    LiveInvitations live,
    InviteAnswers answers,
    Instruments instruments,
    IOptions<InvitationOptions> options,
    TimeProvider time,
    ILogger<Settler> logger)
{
    /// <summary>Ends the turn of an invitation that was just sent.</summary>
    public async Task<InviteResult> ConcludeAsync(
        ActingAccount account, InvitationRow invitation, PersonRow person, SendOutcome outcome, InviteCommand? command = null, int attempts = 0)
    {
        // What the send's own answer said of the account stands, whatever a look finds.
        if (outcome.State == InvitationState.Unknown)
            outcome = await RereadAsync(account, invitation) with { Signal = outcome.Signal };
        return outcome.State == InvitationState.Unknown
            ? await PostponeAsync(account, invitation, outcome)
            : await CommitAsync(account, invitation, person, outcome, command, attempts);
    }

    /// <summary>Looks at an invitation that an earlier turn, or an earlier process, left unsettled.</summary>
    public async Task<InviteResult> SettleAsync(
        ActingAccount account, InvitationRow invitation, CancellationToken cancellationToken)
    {
        var person = await live.PersonAsync(invitation.PersonId, cancellationToken);
        var result = await ConcludeAsync(account, invitation, person, new SendOutcome(InvitationState.Unknown));
        if (result.Outcome is { State: not InvitationState.Unknown } found) instruments.Settled(found.Counted, found.Refusal?.Reason);
        return result;
    }

    /// <summary>Leaves an invitation unsettled while the account cannot act: its session must not be used, and its owner is asked for.</summary>
    public async Task<InviteResult> AwaitOwnerAsync(ActingAccount account, InvitationRow invitation, Reason reason)
    {
        var checkAt = time.GetUtcNow() + options.Value.LongestCheckPause;
        var result = await commits.PostponeAsync(account, invitation, checkAt, accountLost: null);
        return new InviteResult(answers.Refused(account.Id, new Refusal(reason)))
        {
            IsFenced = result.RefusedBy == Guard.Fence,
            IsWritten = result.IsCommitted,
        };
    }

    private async Task<SendOutcome> RereadAsync(ActingAccount account, InvitationRow invitation)
    {
        using var stage = instruments.Begin(Stage.Look, account.Id, account.WorkspaceId);
        var reread = await connector.ReadRelationshipAsync(account.Session, invitation.PersonId, CancellationToken.None);
        var outcome = Settlement.Of(reread, invitation.CreatedAt, time.GetUtcNow(), options.Value.AbsenceCountsAfter);
        if (outcome.Number is not { } number) return outcome;
        try
        {
            // The same member may act through another workspace's account as well: what the upstream shows may be that one's.
            return await live.IsAnothersAsync(number, invitation, CancellationToken.None)
                ? new SendOutcome(InvitationState.Refused) { Refusal = new Refusal(Reason.AlreadyInvited) }
                : outcome;
        }
        catch (Exception exception) when (StoreFailure.IsCauseOf(exception))
        {
            // The send is behind us: a database that is away must not make it look as if nothing had been begun.
            LogNotCompared(exception, invitation.Id);
            return new SendOutcome(InvitationState.Unknown);
        }
    }

    private async Task<InviteResult> PostponeAsync(ActingAccount account, InvitationRow invitation, SendOutcome outcome)
    {
        var now = time.GetUtcNow();
        var checkAt = Settlement.NextCheck(invitation.Checks, options.Value, now);
        var absenceCountsAt = invitation.CreatedAt + options.Value.AbsenceCountsAfter;
        // The look that can settle an absence should not come late because the pauses happen to straddle it.
        if (now < absenceCountsAt && absenceCountsAt < checkAt) checkAt = absenceCountsAt;
        using var stage = instruments.Begin(Stage.CommitOutcome, account.Id, account.WorkspaceId);
        var result = await commits.PostponeAsync(account, invitation, checkAt, outcome.AccountLost);
        if (result.IsCommitted && outcome.Signal is { Unknown: not null } signal)
            result = await commits.HeedAsync(account, signal, accountLost: null);
        LogUnsettled(account.WorkspaceId, account.Id, invitation.Id, invitation.Checks + 1, checkAt);
        return Unknown(account, checkAt) with
        {
            AccountLost = outcome.AccountLost,
            IsFenced = result.RefusedBy == Guard.Fence,
            IsWritten = result.IsCommitted,
        };
    }

    private async Task<InviteResult> CommitAsync(
        ActingAccount account, InvitationRow invitation, PersonRow person, SendOutcome outcome, InviteCommand? command, int attempts)
    {
        var answer = AnswerOf(account, invitation, person, outcome) with
        {
            DropsNote = invitation.NoteDropped && outcome.State is InvitationState.Pending or InvitationState.Accepted,
        };
        using var stage = instruments.Begin(Stage.CommitOutcome, account.Id, account.WorkspaceId);
        var result = await CommitPatientlyAsync(() => commits.SettleAsync(account, invitation, outcome, answer, command, attempts));
        // Refused because it is settled already: this turn alone settles it, so an earlier attempt was durable and the store
        // only failed to say so.
        if (!result.IsCommitted && result.RefusedBy != Guard.State)
        {
            // Not durable, so not said. The row stays unsettled and the reconciler finds what the upstream has.
            return Unknown(account, time.GetUtcNow() + options.Value.FirstCheckAfter) with
            {
                AccountLost = outcome.AccountLost,
                IsFenced = result.RefusedBy == Guard.Fence,
                IsWritten = false,
            };
        }

        Count(account.Standing, invitation, outcome.State);
        LogSettled(
            account.WorkspaceId, account.Id, invitation.Id,
            Words.Of(outcome.State) + (outcome.Refusal is { } why ? $", {Words.Of(why.Reason)}" : ""));
        return new InviteResult(answer)
        {
            AccountLost = outcome.AccountLost,
            Outcome = outcome,
            // What was durable before this attempt has changed nothing in memory.
            IsStale = !result.IsCommitted,
        };
    }

    /// <summary>What the platform does not have gives its place in the budgets back; what was accepted is not pending.</summary>
    private static void Count(Standing standing, InvitationRow invitation, InvitationState state)
    {
        if (state is InvitationState.Refused or InvitationState.NotSent)
            standing.History.Remove(invitation.CreatedAt, invitation.Note is not null);
        else if (state == InvitationState.Accepted) standing.History.Conclude();
    }

    private WireAnswer AnswerOf(ActingAccount account, InvitationRow invitation, PersonRow person, SendOutcome outcome) =>
        outcome.State switch
        {
            InvitationState.Pending or InvitationState.Accepted =>
                answers.Sent(account.Id, person, outcome.Number, invitation.Price),
            _ => answers.Refused(account.Id, outcome.Why(time.GetUtcNow())),
        };

    /// <summary>An outcome is worth waiting for: the store may only be full or away for a moment.</summary>
    private async Task<CommitResult> CommitPatientlyAsync(Func<Task<CommitResult>> commit)
    {
        var pause = TimeSpan.FromMilliseconds(50);
        for (var attempt = 0; ; attempt++)
        {
            var result = await commit();
            if (result.Verdict != CommitVerdict.Failed || attempt == 5) return result;
            await Task.Delay(pause, time, CancellationToken.None);
            pause *= 2;
        }
    }

    private InviteResult Unknown(ActingAccount account, DateTimeOffset retryAt) =>
        new(answers.Refused(account.Id, new Refusal(Reason.OutcomeUnknown) { RetryAt = retryAt }))
        {
            Outcome = new SendOutcome(InvitationState.Unknown),
        };

    [LoggerMessage(
        2001, LogLevel.Debug, "Invitation {Invitation} of {Account} in {Workspace}: {Outcome}",
        EventName = "invitation.settled")]
    private partial void LogSettled(
        string workspace, string account, string invitation, string outcome);

    [LoggerMessage(
        2005, LogLevel.Error, "Invitation {Invitation} was found upstream, and the database could not be asked whose it is",
        EventName = "invitation.not_compared")]
    private partial void LogNotCompared(Exception exception, string invitation);

    [LoggerMessage(
        2002, LogLevel.Warning,
        "Invitation {Invitation} of {Account} in {Workspace} is unsettled after {Looks} looks; next at {CheckAt}",
        EventName = "invitation.unsettled")]
    private partial void LogUnsettled(
        string workspace, string account, string invitation, int looks, DateTimeOffset checkAt);
}
