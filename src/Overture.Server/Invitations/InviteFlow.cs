using Microsoft.Extensions.Options;
using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Credits;
using Overture.Server.Http;
using Overture.Server.Storage;
using Overture.Server.Storage.Rows;
using Overture.Server.Telemetry;

namespace Overture.Server.Invitations;

/// <summary>
/// The life of one invitation, in its order: find the person, decide, commit the intent, send once, find out what became of
/// it, commit the outcome, answer. Runs inside a turn of the account's actor, so nothing else acts for the account meanwhile.
/// </summary>
internal sealed class InviteFlow(
    IConnector connector,
    InvitationCommits commits,
    Settler settler,
    LiveInvitations live,
    Balances balances,
    InviteAnswers answers,
    Instruments instruments,
    IOptions<InvitationOptions> options,
    IOptions<CreditsOptions> credits,
    TimeProvider time)
{
    public async Task<InviteResult> RunAsync(ActingAccount account, InviteCommand command, CancellationToken cancellationToken)
    {
        if (command.Note?.Length > account.LongestNote) return Refuse(account, NoteTooLong(account, command.Note));

        if (!await balances.SufficeAsync(account.WorkspaceId, credits.Value.InvitePrice, cancellationToken))
            return Refuse(account, new Refusal(Reason.InsufficientCredits));

        var (person, relationship, failure) = await FindAsync(account, command, cancellationToken);
        if (failure is not null) return await FailAsync(account, failure);
        if (person is null || relationship is null) return Refuse(account, NotTheSamePerson(command));

        var decision = InviteDecision.Of(person, relationship);
        return decision.Verdict switch
        {
            InviteVerdict.Refuse => Refuse(account, decision.Refusal!),
            InviteVerdict.AlreadyConnected => await AnswerConnectedAsync(account, command, RowOf(person)),
            InviteVerdict.Send => await SendAsync(account, command, RowOf(person), cancellationToken),
        };
    }

    private async Task<(Person? Person, Relationship? Relationship, Failure? Failure)> FindAsync(
        ActingAccount account, InviteCommand command, CancellationToken cancellationToken)
    {
        using var stage = instruments.Begin(Stage.FindPerson, account.Id, account.WorkspaceId);
        var identifier = command.Slug is { } slug
            ? PersonIdentifier.Slug(slug)
            : PersonIdentifier.MemberId(command.MemberId!);
        var resolved = await connector.ResolvePersonAsync(account.Session, identifier, cancellationToken);
        if (!resolved.Succeeded(out var person, out var failure)) return (null, null, failure);
        if (command.MemberId is { } expected && expected != person.MemberId) return (null, null, null);
        if (person.Relationship is { } known) return (person, known, null);

        var read = await connector.ReadRelationshipAsync(account.Session, person.MemberId, cancellationToken);
        return read.Succeeded(out var relationship, out failure) ? (person, relationship, null) : (null, null, failure);
    }

    private async Task<InviteResult> AnswerConnectedAsync(ActingAccount account, InviteCommand command, PersonRow person)
    {
        var answer = answers.Connected(account.Id, person);
        var result = await commits.FindConnectedAsync(account, person, command.IdempotencyKey, answer);
        if (!result.IsCommitted) return NotBegun(account, result);
        instruments.Concluded(Outcome.AlreadyConnected, reason: null);
        return new InviteResult(answer);
    }

    private async Task<InviteResult> SendAsync(
        ActingAccount account, InviteCommand command, PersonRow person, CancellationToken cancellationToken)
    {
        var invitation = IntentOf(account, command, person);
        var intent = await IntendAsync(account, command, invitation, person, closePending: false);
        if (intent is { Verdict: CommitVerdict.Refused, RefusedBy: Guard.OneLiveInvitation })
        {
            // The upstream shows no invitation, our database does: one still unsettled, or one that is gone upstream.
            var unsettled = await live.UnsettledAsync(account.Id, person.MemberId, cancellationToken);
            if (unsettled is not null && unsettled.Id != invitation.Id) return Refuse(account, StillUnknown(unsettled.CheckAt));
            // Its own row: the store had taken the intent already and only failed to say so.
            intent = unsettled is not null
                ? new CommitResult(CommitVerdict.Committed)
                : await IntendAsync(account, command, invitation, person, closePending: true);
        }

        if (intent.Verdict == CommitVerdict.Failed) return await TakeBackAsync(account, invitation);
        if (!intent.IsCommitted) return NotBegun(account, intent);

        var outcome = await SendOnceAsync(account, command, invitation);
        if (outcome.Refusal?.Reason == Reason.ResendCooldown) outcome = await NameRefusalAsync(account, person, outcome);
        var result = await settler.ConcludeAsync(account, invitation, person, outcome);
        if (result.Outcome is { } known) instruments.Concluded(known.Counted, known.Refusal?.Reason);
        return result;
    }

    private async Task<CommitResult> IntendAsync(
        ActingAccount account, InviteCommand command, InvitationRow invitation, PersonRow person, bool closePending)
    {
        using var stage = instruments.Begin(Stage.CommitIntent, account.Id, account.WorkspaceId);
        return await commits.IntendAsync(account, invitation, person, command.IdempotencyKey, closePending);
    }

    /// <summary>The one place from which an invitation leaves. The caller going away changes nothing from here on.</summary>
    private async Task<SendOutcome> SendOnceAsync(ActingAccount account, InviteCommand command, InvitationRow invitation)
    {
        using var stage = instruments.Begin(Stage.Send, account.Id, account.WorkspaceId);
        // Whoever looks later counts an absence from the intent on. So what would begin late must not begin at all, be it that
        // the disk was slow or the process paused, and the upstream must have time left to finish what we stop waiting for.
        var slack = (options.Value.AbsenceCountsAfter - connector.LongestSend) / 2;
        var sent = await connector.SendInvitationAsync(
            account.Session, invitation.PersonId, command.Note, invitation.CreatedAt + slack, CancellationToken.None);
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
    private async Task<InviteResult> TakeBackAsync(ActingAccount account, InvitationRow invitation)
    {
        var busy = Refuse(account, Busy.Now(time));
        await commits.SettleAsync(account, invitation, new SendOutcome(InvitationState.NotSent), busy.Answer);
        return busy;
    }

    private InvitationRow IntentOf(ActingAccount account, InviteCommand command, PersonRow person)
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
            Note = command.Note,
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

    private async Task<InviteResult> FailAsync(ActingAccount account, Failure failure)
    {
        var refusal = UpstreamRefusal.Of(failure, options.Value, time.GetUtcNow());
        if (UpstreamRefusal.AccountLostBy(failure) is not { } lost) return Refuse(account, refusal);
        var result = await commits.LoseAccountAsync(account, lost);
        // The session that failed may not be the account's any more.
        return result.RefusedBy == Guard.Fence
            ? Refuse(account, Busy.Now(time)) with { IsFenced = true }
            : Refuse(account, refusal) with { AccountLost = lost };
    }

    private InviteResult NotBegun(ActingAccount account, CommitResult result) => result.RefusedBy switch
    {
        Guard.Balance => Refuse(account, new Refusal(Reason.InsufficientCredits)),
        Guard.IdempotencyKey => Refuse(account, new Refusal(Reason.IdempotencyInProgress)
        {
            RetryAt = time.GetUtcNow() + options.Value.FirstCheckAfter,
        }),
        // An invitation of ours that is not old enough for its absence to mean anything.
        Guard.OneLiveInvitation or Guard.State => Refuse(account, new Refusal(Reason.AlreadyInvited)),
        _ => Refuse(account, Busy.Now(time)) with { IsFenced = result.RefusedBy == Guard.Fence },
    };

    private Refusal StillUnknown(DateTimeOffset? checkAt) => new(
        Reason.OutcomeUnknown, "An earlier invitation to this person left and is still being settled; nothing was sent now.")
    {
        RetryAt = checkAt > time.GetUtcNow() ? checkAt : time.GetUtcNow() + options.Value.FirstCheckAfter,
    };

    private static Refusal NoteTooLong(ActingAccount account, string note) => new(
        Reason.NoteTooLong,
        FormattableString.Invariant(
            $"message has {note.Length} UTF-16 code units; this account may send {account.LongestNote} ({(account.IsPremium ? "premium" : "free")}; 200 free, 300 premium)."));

    private static Refusal NotTheSamePerson(InviteCommand command) => new(
        Reason.InvalidParameter,
        $"The parameters name two different people: the profile of \"{command.Slug}\" does not have the member id \"{command.MemberId}\".");

    /// <summary>Nothing was begun.</summary>
    private InviteResult Refuse(ActingAccount account, Refusal refusal)
    {
        instruments.Refused(refusal.Reason);
        return new InviteResult(answers.Refused(account.Id, refusal));
    }
}
