using Microsoft.Extensions.Options;
using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Credits;
using Overture.Server.Http;
using Overture.Server.Limits;
using Overture.Server.Storage;
using Overture.Server.Storage.Rows;
using Overture.Server.Telemetry;

namespace Overture.Server.Invitations;

/// <summary>
/// The life of one invitation, in its order: judge, commit the intent, send once, find out what became of it, commit the outcome,
/// answer. Runs inside a turn of the account's actor, so nothing else acts for the account meanwhile.
/// </summary>
internal sealed class InviteFlow(
    IConnector connector,
    InviteGates gates,
    InvitationCommits commits,
    Settler settler,
    LiveInvitations live,
    StandingStore standings,
    PendingReview review,
    InviteAnswers answers,
    Instruments instruments,
    IOptions<InvitationOptions> options,
    IOptions<CreditsOptions> credits,
    TimeProvider time)
{
    /// <summary>So often an intent is tried while others come and go that stand in its way.</summary>
    private const int MostIntents = 3;

    /// <param name="account">The account that invites.</param>
    /// <param name="command">The wish.</param>
    /// <param name="attempts">How often its operation was tried before; 0 without one.</param>
    /// <param name="cancellationToken">Ends what has not begun yet.</param>
    public async Task<InviteResult> RunAsync(
        ActingAccount account, InviteCommand command, int attempts, CancellationToken cancellationToken)
    {
        var judgement = await gates.JudgeAsync(account, command, isDryRun: false, cancellationToken);
        // Nobody tells the gateway when an invitation is answered; where that matters, it looks.
        if (judgement.Refusal?.Reason == Reason.PendingLimit && await review.MakesRoomAsync(account, cancellationToken))
            judgement = await gates.JudgeAsync(account, command, isDryRun: false, cancellationToken);
        if (judgement.Refusal is not null) return await RefuseAsync(account, command, judgement, attempts, cancellationToken);
        if (judgement.IsConnected) return await AnswerConnectedAsync(account, command, RowOf(judgement.Person!), cancellationToken);

        var result = await SendAsync(account, command, judgement, attempts, cancellationToken);
        // The platform took the invitation but for its note, said so, and sent nothing: now the wish's own rule for that holds. The pause
        // that it asked for is known by now, so the second round sends no note.
        var lostItsNote = result.Outcome?.Refusal?.Reason == Reason.NoteQuota && command.Note is not null && !judgement.DropsNote;
        if (lostItsNote && command.NotePolicy == NotePolicy.Drop)
        {
            account.Standing.History.ForgetAttempt();
            return await RunAsync(account, command, attempts, cancellationToken);
        }

        return lostItsNote && WaitsForNote(command) ? result with { WaitsForNote = true } : result;
    }

    /// <summary>Whether so many are pending that nothing may be sent, after a look at some of them.</summary>
    public async Task<bool> HasTooManyPendingAsync(ActingAccount account, CancellationToken cancellationToken) =>
        account.Standing.Policy.IsEnabled
        && Budgets.Of(BudgetKind.Pending, account.Standing.Policy, account.Standing.History, time.GetUtcNow()).Remaining == 0
        && !await review.MakesRoomAsync(account, cancellationToken);

    /// <summary>Whether the account's breaker is open, so that a wish would only be tried in vain.</summary>
    public async Task<bool> IsStoppedAsync(ActingAccount account, CancellationToken cancellationToken) =>
        LimitGates.Breaker(await gates.BreakerAsync(account, cancellationToken)).Verdict == GateVerdict.Closed;

    /// <summary>Why the platform must not be asked for anything in the account's name now; null when it may.</summary>
    public async Task<Refusal?> MayNotAskAsync(ActingAccount account, CancellationToken cancellationToken) =>
        InviteGates.OfAccount(account).Refusal
        ?? LimitGates.PlatformPause(account.Standing, hasNote: false, time.GetUtcNow()).Refusal
        ?? LimitGates.Breaker(await gates.BreakerAsync(account, cancellationToken)).Refusal;

    public Refusal RefusalOf(Failure failure) => UpstreamRefusal.Of(failure, options.Value, time.GetUtcNow());

    /// <summary>Keeps what a failure that somebody else met says about the account.</summary>
    public async Task<InviteResult> HeedAsync(ActingAccount account, Failure failure, WireAnswer answer)
    {
        var lost = UpstreamRefusal.AccountLostBy(failure);
        var heeded = await commits.HeedAsync(account, UpstreamSignal.Of(failure, RefusalOf(failure), time.GetUtcNow()), lost);
        return new InviteResult(answer)
        {
            AccountLost = heeded.IsCommitted ? lost : null, IsFenced = heeded.RefusedBy == Guard.Fence,
        };
    }

    /// <summary>What every gate makes of the wish; nothing is sent, charged or kept but what the platform said about the account.</summary>
    public async Task<InviteResult> DryRunAsync(ActingAccount account, InviteCommand command, CancellationToken cancellationToken)
    {
        var judgement = await gates.JudgeAsync(account, command, isDryRun: true, cancellationToken);
        var lost = judgement.Failure is { } failure ? UpstreamRefusal.AccountLostBy(failure) : null;
        var result = new InviteResult(answers.DryRun(account.Id, judgement, credits.Value.InvitePrice));
        if (lost is null && judgement.Signal?.Cooldown is null) return result;
        // What the platform closes stays closed, whoever was told.
        var heeded = await commits.HeedAsync(account, judgement.Signal, lost);
        return result with { AccountLost = heeded.IsCommitted ? lost : null, IsFenced = heeded.RefusedBy == Guard.Fence };
    }

    private async Task<InviteResult> RefuseAsync(
        ActingAccount account, InviteCommand command, Judgement judgement, int attempts, CancellationToken cancellationToken)
    {
        var refusal = judgement.Refusal!;
        if (refusal.Reason == Reason.NoteQuota && WaitsForNote(command))
            return new InviteResult(answers.Refused(account.Id, refusal)) { WaitsForNote = true };
        var seen = await SeenByHandAsync(account, judgement, cancellationToken);
        var result = await commits.RefuseAsync(account, command, judgement, seen, attempts + 1);
        if (!result.IsCommitted) return NotBegun(account, result);
        if (seen is not null && account.Standing.Policy.IsEnabled) account.Standing.History.See(seen.SeenAt);
        return Refuse(account, refusal) with
        {
            AccountLost = judgement.Failure is { } failure ? UpstreamRefusal.AccountLostBy(failure) : null,
        };
    }

    private static bool WaitsForNote(InviteCommand command) =>
        command is { NotePolicy: NotePolicy.Wait, OperationId: null, Note: not null };

    /// <summary>A pending invitation that is not ours was sent by hand; it counts from now on.</summary>
    private async Task<SeenInvitationRow?> SeenByHandAsync(
        ActingAccount account, Judgement judgement, CancellationToken cancellationToken)
    {
        if (judgement is not
            { Relationship: { Kind: RelationshipKind.InvitationSent, InvitationId: { } number }, Person: { } person }) return null;
        return await live.IsKnownAsync(account.Id, person.MemberId, number, cancellationToken)
            ? null
            : new SeenInvitationRow { AccountId = account.Id, Number = number, PersonId = person.MemberId, SeenAt = time.GetUtcNow(), LookedAt = time.GetUtcNow() };
    }

    private async Task<InviteResult> AnswerConnectedAsync(
        ActingAccount account, InviteCommand command, PersonRow person, CancellationToken cancellationToken)
    {
        var answer = answers.Connected(account.Id, person);
        var result = await commits.FindConnectedAsync(account, person, command, answer);
        if (!result.IsCommitted) return NotBegun(account, result);
        await RecountAsync(account, cancellationToken);
        instruments.Concluded(Outcome.AlreadyConnected, reason: null);
        return new InviteResult(answer);
    }

    /// <summary>One that was pending may not be any more; only the database knows.</summary>
    private async Task RecountAsync(ActingAccount account, CancellationToken cancellationToken)
    {
        if (!account.Standing.Policy.IsEnabled) return;
        account.Standing.History = await standings.RecountAsync(account.Id, account.Standing.History, cancellationToken);
    }

    private async Task<InviteResult> SendAsync(
        ActingAccount account, InviteCommand command, Judgement judgement, int attempts, CancellationToken cancellationToken)
    {
        var person = RowOf(judgement.Person!);
        var invitation = IntentOf(account, command, person, judgement);
        var intent = await IntendAsync(account, command, invitation, person, closePending: false);
        for (var attempt = 0; intent.RefusedBy == Guard.OneLiveInvitation && attempt < MostIntents; attempt++)
        {
            // The lists or a teammate forbid it, or the upstream shows no invitation and our database does: one still unsettled, or one
            // that is gone. Or it was a teammate's whose own intent came to nothing a moment ago.
            var lists = await gates.JudgeListsAsync(account, command, judgement.Person!, cancellationToken);
            if (lists.Refusal is not null) return await RefuseAsync(account, command, lists, attempts, cancellationToken);
            var ours = await live.LiveAsync(account.Id, person.MemberId, cancellationToken);
            if (ours is { CheckAt: not null } && ours.Id != invitation.Id)
            {
                return await RefuseAsync(
                    account, command, judgement.With(Gate.Relationship, StillUnknown(ours.CheckAt)), attempts, cancellationToken);
            }

            if (ours?.Id == invitation.Id)
            {
                // Its own row: the store had taken the intent already and only failed to say so.
                intent = new CommitResult(CommitVerdict.Committed);
                InvitationCommits.Count(account, invitation);
            }
            else
            {
                intent = await IntendAsync(account, command, invitation, person, closePending: ours is not null);
            }

            if (ours is not null) await RecountAsync(account, cancellationToken);
        }

        if (intent.Verdict == CommitVerdict.Failed) return await TakeBackAsync(account, command, invitation);
        if (!intent.IsCommitted) return await NotIntendedAsync(account, command, judgement, attempts, intent, cancellationToken);

        var outcome = await SendOnceAsync(account, invitation);
        if (outcome.Refusal?.Reason == Reason.ResendCooldown) outcome = await NameRefusalAsync(account, person, outcome);
        var result = await settler.ConcludeAsync(account, invitation, person, outcome, command, attempts + 1);
        if (result.Outcome is { } known) instruments.Concluded(known.Counted, known.Refusal?.Reason);
        return result;
    }

    private async Task<CommitResult> IntendAsync(
        ActingAccount account, InviteCommand command, InvitationRow invitation, PersonRow person, bool closePending)
    {
        using var stage = instruments.Begin(Stage.CommitIntent, account.Id, account.WorkspaceId);
        return await commits.IntendAsync(account, invitation, person, command, closePending);
    }

    /// <summary>The one place from which an invitation leaves. The caller going away changes nothing from here on.</summary>
    private async Task<SendOutcome> SendOnceAsync(ActingAccount account, InvitationRow invitation)
    {
        using var stage = instruments.Begin(Stage.Send, account.Id, account.WorkspaceId);
        // Whoever looks later counts an absence from the intent on. So what would begin late must not begin at all, be it that
        // the disk was slow or the process paused, and the upstream must have time left to finish what we stop waiting for.
        var slack = (options.Value.AbsenceCountsAfter - connector.LongestSend) / 2;
        var sent = await connector.SendInvitationAsync(
            account.Session, invitation.PersonId, invitation.Note, invitation.CreatedAt + slack, CancellationToken.None);
        return SendOutcome.Of(sent, options.Value, time.GetUtcNow());
    }

    /// <summary>CANT_RESEND_YET means two things: somebody invited them meanwhile, or the platform's cool-down runs.</summary>
    private async Task<SendOutcome> NameRefusalAsync(ActingAccount account, PersonRow person, SendOutcome outcome)
    {
        using var stage = instruments.Begin(Stage.Look, account.Id, account.WorkspaceId);
        var read = await connector.ReadRelationshipAsync(account.Session, person.MemberId, CancellationToken.None);
        return read.Value?.Kind is RelationshipKind.InvitationSent or RelationshipKind.Connected
            ? outcome with { Refusal = new Refusal(Reason.AlreadyInvited) }
            : outcome;
    }

    /// <summary>
    /// The store failed to say whether it took the intent. Nothing has left, so if it did, the intent is taken back at once; if
    /// that fails as well, the reconciler finds it.
    /// </summary>
    private async Task<InviteResult> TakeBackAsync(ActingAccount account, InviteCommand command, InvitationRow invitation)
    {
        var busy = Refuse(account, Busy.Now(time));
        await commits.SettleAsync(account, invitation, new SendOutcome(InvitationState.NotSent), busy.Answer, command);
        return busy;
    }

    private InvitationRow IntentOf(ActingAccount account, InviteCommand command, PersonRow person, Judgement judgement)
    {
        var now = time.GetUtcNow();
        return new InvitationRow
        {
            Id = $"inv_{Guid.CreateVersion7(now):n}",
            WorkspaceId = account.WorkspaceId,
            AccountId = account.Id,
            PersonId = person.MemberId,
            ApiKeyId = command.ApiKeyId,
            State = InvitationState.Sending,
            Note = judgement.DropsNote ? null : command.Note,
            NoteDropped = judgement.DropsNote,
            OverriddenClaim = judgement.OverriddenClaim?.AccountId,
            OperationId = command.OperationId,
            Price = credits.Value.InvitePrice,
            CreatedAt = now,
            UpdatedAt = now,
            // If this node dies now, the next look comes soon. While it lives, a look waits for the turn to end and finds nothing to do.
            CheckAt = now + options.Value.FirstCheckAfter,
        };
    }

    private PersonRow RowOf(Person person) => new()
    {
        MemberId = person.MemberId,
        PublicIdentifier = Storable(person.PublicIdentifier),
        FirstName = Storable(person.FirstName),
        LastName = Storable(person.LastName),
        Headline = Storable(person.Headline),
        PictureUrl = person.PictureUrl is null ? null : Storable(person.PictureUrl),
        SeenAt = time.GetUtcNow(),
    };

    // PostgreSQL keeps no U+0000 in a text, and the upstream's texts are not ours to trust.
    private static string Storable(string text) => text.Replace("\0", "", StringComparison.Ordinal);

    /// <summary>What the guard of the intent says is a rule like any other, and is written down like one.</summary>
    private Task<InviteResult> NotIntendedAsync(
        ActingAccount account, InviteCommand command, Judgement judgement, int attempts, CommitResult result,
        CancellationToken cancellationToken)
    {
        (Gate Gate, Refusal Refusal)? closed = result.RefusedBy switch
        {
            Guard.Balance => (Gate.Credits, new Refusal(Reason.InsufficientCredits)),
            // An invitation of ours that is not old enough for its absence to mean anything.
            Guard.OneLiveInvitation or Guard.State => (Gate.Relationship, new Refusal(Reason.AlreadyInvited)),
            _ => null,
        };
        return closed is var (gate, refusal)
            ? RefuseAsync(account, command, judgement.With(gate, refusal), attempts, cancellationToken)
            : Task.FromResult(NotBegun(account, result));
    }

    private InviteResult NotBegun(ActingAccount account, CommitResult result) => result.RefusedBy switch
    {
        Guard.IdempotencyKey => Refuse(account, new Refusal(Reason.IdempotencyInProgress)
        {
            RetryAt = time.GetUtcNow() + options.Value.FirstCheckAfter,
        }),
        // The operation was taken back a moment ago; nobody waits for this answer.
        Guard.Operation => Refuse(account, new Refusal(Reason.OperationNotQueued)),
        _ => Refuse(account, Busy.Now(time)) with { IsFenced = result.RefusedBy == Guard.Fence },
    };

    private Refusal StillUnknown(DateTimeOffset? checkAt) => new(
        Reason.OutcomeUnknown, "An earlier invitation to this person left and is still being settled; nothing was sent now.")
    {
        RetryAt = checkAt > time.GetUtcNow() ? checkAt : time.GetUtcNow() + options.Value.FirstCheckAfter,
    };

    /// <summary>Nothing was begun.</summary>
    private InviteResult Refuse(ActingAccount account, Refusal refusal)
    {
        instruments.Refused(refusal.Reason);
        return new InviteResult(answers.Refused(account.Id, refusal)) { Refusal = refusal };
    }
}
