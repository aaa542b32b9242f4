using Microsoft.Extensions.Options;
using Overture.Client.Contract;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Accounts.Upstream;
using Overture.Server.Http;
using Overture.Server.Invitations.Sending;
using Overture.Server.People;
using Overture.Server.Storage;
using Overture.Server.Telemetry;

namespace Overture.Server.Invitations.Resolving;

/// <summary>
/// Brings an invitation to its outcome and makes that durable before a caller hears of it: by the send's own answer,
/// or, when that said nothing usable, by reading the relationship. Never sends.
/// </summary>
internal sealed partial class InvitationOutcomes(
    InvitationSteps steps, InvitationRecords invitations, InviteOutputs outputs, Instruments instruments,
    IOptions<InvitationOptions> options, TimeProvider time, ILogger<InvitationOutcomes> logger)
{
    private const int MaxCommits = 6;
    private static readonly TimeSpan FirstCommitPause = TimeSpan.FromMilliseconds(50);

    public WireAnswer ConnectedAnswer(AccountContext account, PersonRow person) => outputs.Connected(account, person);

    /// <summary>Ends a send, or a check of an invitation that an earlier call left unresolved.</summary>
    /// <param name="account">The account that invited.</param>
    /// <param name="sent">The invitation and the person.</param>
    /// <param name="outcome">What is known; unknown has the relationship read.</param>
    /// <param name="sender">The request, while its call still runs.</param>
    /// <param name="unresolved">How often the invitation was checked before; null for one that was just sent.</param>
    public async Task<InviteResult> ConcludeAsync(
        AccountContext account, (InvitationRow Invitation, PersonRow Person) sent, SendOutcome outcome,
        InviteCheck? sender, UnresolvedRow? unresolved = null)
    {
        if (outcome.State == InvitationState.Unknown) outcome = await ReadAsync(account, sent.Invitation);
        return outcome.State == InvitationState.Unknown
            ? await PostponeAsync(account, sent.Invitation, unresolved)
            : await CommitAsync(account, sent, outcome, sender);
    }

    /// <summary>Takes back an intent that may or may not be durable; nothing has left.</summary>
    public async Task TakeBackAsync(InviteCheck check, InvitationRow invitation, Refusal refusal) =>
        await check.Account.CompleteAsync(
            steps.Outcome(
                check.Account, invitation, new SendOutcome(InvitationState.NotSent),
                outputs.Refused(check.Account, refusal), check));

    /// <summary>Leaves an invitation unresolved while the account cannot act: its session must not be used.</summary>
    public async Task<InviteResult> AwaitOwnerAsync(
        AccountContext account, InvitationRow invitation, UnresolvedRow unresolved, Refusal inactive)
    {
        var result = await account.CompleteAsync(
            steps.Postpone(account, invitation, unresolved, time.GetUtcNow() + options.Value.MaxCheckPause));
        return new InviteResult { Answer = outputs.Refused(account, inactive), IsWritten = result.IsCommitted };
    }

    private async Task<SendOutcome> ReadAsync(AccountContext account, InvitationRow invitation)
    {
        using var stage = instruments.Begin(Stage.Check, account.Name, account.WorkspaceName);
        var read = await account.Upstream.ReadRelationshipAsync(
            invitation.PersonId, ReadPurpose.Outcome, CancellationToken.None);
        var outcome = Resolution.Of(read, invitation.CreatedAt, time.GetUtcNow(), options.Value.AbsenceCountsAfter);
        if (outcome.Number is not { } number) return outcome;
        try
        {
            // The same member may act through another workspace's account as well: what the platform shows may be that
            // one's.
            return await invitations.IsAnothersAsync(number, invitation, CancellationToken.None)
                ? new SendOutcome(InvitationState.Refused) { Refusal = new Refusal(Reason.AlreadyInvited) }
                : outcome;
        }
        catch (Exception exception) when (StoreFailure.IsCauseOf(exception))
        {
            // The send is behind us: a database that is away must not make it look as if nothing had been begun.
            LogNotCompared(exception, NameOf(invitation));
            return new SendOutcome(InvitationState.Unknown);
        }
    }

    private async Task<InviteResult> PostponeAsync(
        AccountContext account, InvitationRow invitation, UnresolvedRow? unresolved)
    {
        var now = time.GetUtcNow();
        unresolved ??= new UnresolvedRow { AccountId = account.Id, InvitationId = invitation.Id, NextCheckAt = now };
        var nextCheckAt = Resolution.NextCheck(unresolved.Checks, options.Value, now);
        var absenceCountsAt = invitation.CreatedAt + options.Value.AbsenceCountsAfter;
        // The check that can resolve an absence should not come late because the pauses happen to straddle it.
        if (now < absenceCountsAt && absenceCountsAt < nextCheckAt) nextCheckAt = absenceCountsAt;
        using var stage = instruments.Begin(Stage.CommitOutcome, account.Name, account.WorkspaceName);
        var result = await account.CompleteAsync(steps.Postpone(account, invitation, unresolved, nextCheckAt));
        LogUnresolved(account.WorkspaceName, account.Name, NameOf(invitation), unresolved.Checks + 1, nextCheckAt);
        return Unknown(account, nextCheckAt) with { IsWritten = result.IsCommitted };
    }

    private async Task<InviteResult> CommitAsync(
        AccountContext account, (InvitationRow Invitation, PersonRow Person) sent, SendOutcome outcome,
        InviteCheck? sender)
    {
        var (invitation, person) = sent;
        var answer = outcome.State.IsSent()
            ? outputs.Sent(account, person, invitation, outcome.Number)
            : outputs.Refused(account, outcome.Why(time.GetUtcNow()));
        using var stage = instruments.Begin(Stage.CommitOutcome, account.Name, account.WorkspaceName);
        var result = await CommitPatientlyAsync(
            account, () => steps.Outcome(account, invitation, outcome, answer, sender));
        // Refused because it has its outcome already: this call alone gives it one, so an earlier attempt was durable
        // and the store only failed to say so. What that attempt would have changed in memory is read again.
        if (result.RefusedBy == InviteGuards.Unresolved)
        {
            account.Invalidate();
        }
        else if (!result.IsCommitted)
        {
            // Not durable, so not said. The invitation stays unresolved, and the resolver finds what the platform has.
            return Unknown(account, time.GetUtcNow() + options.Value.FirstCheckAfter) with { IsWritten = false };
        }

        LogConcluded(
            account.WorkspaceName, account.Name, NameOf(invitation),
            EnumNames.Of(outcome.State) + (outcome.Refusal is { } why ? $", {Reasons.NameOf(why.Reason)}" : ""));
        return new InviteResult { Answer = answer, Outcome = outcome };
    }

    /// <summary>An outcome is worth waiting for: the store may only be full or away for a moment.</summary>
    private async Task<StepResult> CommitPatientlyAsync(AccountContext account, Func<AccountStep> build)
    {
        var pause = FirstCommitPause;
        for (var attempt = 1; ; attempt++)
        {
            var result = await account.CompleteAsync(build());
            if (!result.IsUncertain || attempt == MaxCommits) return result;
            await Task.Delay(pause, time, CancellationToken.None);
            pause *= 2;
        }
    }

    private InviteResult Unknown(AccountContext account, DateTimeOffset retryAt)
    {
        var refusal = new Refusal(Reason.OutcomeUnknown) { RetryAt = retryAt };
        return new InviteResult
        {
            Answer = outputs.Refused(account, refusal),
            Outcome = new SendOutcome(InvitationState.Unknown),
        };
    }

    private static string NameOf(InvitationRow invitation) => RowKey.Text(RowKind.Invitation, invitation.Id);

    [LoggerMessage(
        2001, LogLevel.Debug, "Invitation {Invitation} of {Account} in {Workspace}: {Outcome}",
        EventName = "invitation.concluded")]
    private partial void LogConcluded(string workspace, string account, string invitation, string outcome);

    [LoggerMessage(
        2005, LogLevel.Error,
        "Invitation {Invitation} was found at the platform, and the database could not be asked whose it is",
        EventName = "invitation.not_compared")]
    private partial void LogNotCompared(Exception exception, string invitation);

    [LoggerMessage(
        2002, LogLevel.Warning,
        "Invitation {Invitation} of {Account} in {Workspace} is unresolved after {Checks} checks; the next is at "
        + "{NextCheckAt}",
        EventName = "invitation.unresolved")]
    private partial void LogUnresolved(
        string workspace, string account, string invitation, int checks, DateTimeOffset nextCheckAt);
}
