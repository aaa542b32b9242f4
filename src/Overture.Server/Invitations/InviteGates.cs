using Microsoft.Extensions.Options;
using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Credits;
using Overture.Server.DoNotContact;
using Overture.Server.Http;
using Overture.Server.Limits;
using Overture.Server.Telemetry;

namespace Overture.Server.Invitations;

/// <summary>
/// Judges a wish: one gate after the other, the same ones in the same order for a real wish and for a dry run. Asks the upstream who the
/// person is and how the two stand; changes nothing.
/// </summary>
internal sealed class InviteGates(
    IConnector connector,
    Balances balances,
    DoNotContactLists doNotContact,
    Claims claims,
    StandingStore standings,
    Instruments instruments,
    IOptions<InvitationOptions> options,
    IOptions<CreditsOptions> credits,
    TimeProvider time)
{
    public async Task<Judgement> JudgeAsync(
        ActingAccount account, InviteCommand command, bool isDryRun, CancellationToken cancellationToken)
    {
        var judgement = new Judgement(isDryRun);
        if (judgement.EndsWith(OfAccount(account))) return judgement;
        if (judgement.EndsWith(OfNoteLength(account, command.Note))) return judgement;
        if (judgement.EndsWith(await OfCreditsAsync(account, isDryRun, cancellationToken))) return judgement;
        var mayAsk = judgement.Gates[0].Verdict == GateVerdict.Open;
        var pause = LimitGates.PlatformPause(account.Standing, command is { Note: not null, NotePolicy: not NotePolicy.Drop }, time.GetUtcNow());
        if (judgement.EndsWith(pause)) return judgement;
        var breaker = LimitGates.Breaker(await BreakerAsync(account, cancellationToken));
        if (judgement.EndsWith(breaker)) return judgement;

        mayAsk &= pause.Verdict == GateVerdict.Open && breaker.Verdict == GateVerdict.Open;
        if (mayAsk) await JudgePersonAsync(judgement, account, command, cancellationToken);
        else judgement.Skip(GateVerdict.NotChecked, Gate.Person, Gate.Relationship);
        if (judgement.Refusal is not null && !isDryRun) return judgement;
        if (judgement.IsConnected)
        {
            judgement.Skip(
                GateVerdict.NotNeeded, Gate.DoNotContact, Gate.Claim, Gate.InvitationPause, Gate.Pending, Gate.Week, Gate.Day, Gate.Notes,
                Gate.WorkingHours, Gate.Gap);
            return judgement;
        }

        await JudgeSendingAsync(judgement, account, command, cancellationToken);
        return judgement;
    }

    /// <summary>The gates of the lists alone, after the intent was refused by one of them.</summary>
    public async Task<Judgement> JudgeListsAsync(
        ActingAccount account, InviteCommand command, Person person, CancellationToken cancellationToken)
    {
        var judgement = new Judgement(looksAtEvery: false) { Person = person };
        await JudgeListsAsync(judgement, account, command, cancellationToken);
        return judgement;
    }

    /// <summary>Whether the account may act at all.</summary>
    public static GateResult OfAccount(ActingAccount account) =>
        account.InactiveReason is { } reason ? Closed(Gate.Account, new Refusal(reason))
        : account.Standing.Own?.Paused == true ? Closed(Gate.Account, new Refusal(Reason.AccountPaused))
        : new(Gate.Account, GateVerdict.Open);

    private static GateResult OfNoteLength(ActingAccount account, string? note)
    {
        if (note is null) return new(Gate.NoteLength, GateVerdict.NotNeeded);
        var value = FormattableString.Invariant($"{note.Length} of {account.LongestNote}");
        return note.Length <= account.LongestNote
            ? new(Gate.NoteLength, GateVerdict.Open, value)
            : Closed(Gate.NoteLength, NoteTooLong(account, note), value);
    }

    private async Task<GateResult> OfCreditsAsync(ActingAccount account, bool isDryRun, CancellationToken cancellationToken)
    {
        var price = credits.Value.InvitePrice;
        var suffice = await balances.SufficeAsync(account.WorkspaceId, price, cancellationToken);
        var value = isDryRun
            ? FormattableString.Invariant($"{await balances.ReadAsync(account.WorkspaceId, cancellationToken)} of {price}")
            : null;
        return suffice ? new(Gate.Credits, GateVerdict.Open, value) : Closed(Gate.Credits, new Refusal(Reason.InsufficientCredits), value);
    }

    /// <summary>The account's breaker; one that was open is read again, since its operator may have cleared it.</summary>
    public async Task<Breaker?> BreakerAsync(ActingAccount account, CancellationToken cancellationToken)
    {
        if (account.Standing.Breaker is { OpenedAt: not null })
            account.Standing.Breaker = await standings.BreakerAsync(account.Id, cancellationToken);
        return account.Standing.Breaker;
    }

    private async Task JudgePersonAsync(
        Judgement judgement, ActingAccount account, InviteCommand command, CancellationToken cancellationToken)
    {
        await FindAsync(judgement, account, command, cancellationToken);
        if (judgement.Failure is { } failure)
        {
            var now = time.GetUtcNow();
            var refusal = UpstreamRefusal.Of(failure, options.Value, now);
            judgement.Signal = UpstreamSignal.Of(failure, refusal, now);
            judgement.EndsWith(Closed(Gate.Person, refusal));
            judgement.Skip(GateVerdict.NotChecked, Gate.Relationship);
            return;
        }

        judgement.Signal = Signal.None;
        if (judgement.Person is not { } person || judgement.Relationship is not { } relationship)
        {
            judgement.Person = null;
            judgement.EndsWith(Closed(Gate.Person, NotTheSamePerson(command)));
            judgement.Skip(GateVerdict.NotChecked, Gate.Relationship);
            return;
        }

        judgement.EndsWith(new GateResult(Gate.Person, GateVerdict.Open, person.PublicIdentifier));
        var decision = InviteDecision.Of(person, relationship);
        judgement.IsConnected = decision.Verdict == InviteVerdict.AlreadyConnected;
        if (relationship.Kind == RelationshipKind.Unknown)
            judgement.Signal = new Signal(null, new UnknownAnswer("Relationship shape -", null));
        judgement.EndsWith(new GateResult(
            Gate.Relationship, decision.Refusal is null ? GateVerdict.Open : GateVerdict.Closed,
            Storage.Words.Of(relationship.Kind), decision.Refusal));
    }

    private async Task FindAsync(
        Judgement judgement, ActingAccount account, InviteCommand command, CancellationToken cancellationToken)
    {
        using var stage = instruments.Begin(Stage.FindPerson, account.Id, account.WorkspaceId);
        var identifier = command.Slug is { } slug
            ? PersonIdentifier.Slug(slug)
            : PersonIdentifier.MemberId(command.MemberId!);
        var resolved = await connector.ResolvePersonAsync(account.Session, identifier, cancellationToken);
        if (!resolved.Succeeded(out var person, out var failure))
        {
            judgement.Failure = failure;
            return;
        }

        if (command.MemberId is { } expected && expected != person.MemberId) return;
        (judgement.Person, judgement.Relationship) = (person, person.Relationship);
        if (judgement.Relationship is not null) return;
        var read = await connector.ReadRelationshipAsync(account.Session, person.MemberId, cancellationToken);
        if (read.Succeeded(out var relationship, out failure)) judgement.Relationship = relationship;
        else judgement.Failure = failure;
    }

    /// <summary>
    /// Lists and limits. The lists are read only when it matters: a wish that every limit lets pass meets them in its intent, which checks
    /// them in the same transaction.
    /// </summary>
    private async Task JudgeSendingAsync(
        Judgement judgement, ActingAccount account, InviteCommand command, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var limits = LimitGates.OfSending(account.Standing, command.Note is not null, command.NotePolicy, now);
        var isLimited = limits.Exists(gate => gate.Verdict == GateVerdict.Closed);
        if (isLimited || judgement.LooksAtEvery || command.OverridesClaim)
        {
            await JudgeListsAsync(judgement, account, command, cancellationToken);
            if (judgement.Refusal is not null && !judgement.LooksAtEvery) return;
        }

        judgement.DropsNote = command is { Note: not null, NotePolicy: NotePolicy.Drop } && LimitGates.IsNoteClosed(account.Standing, now);
        foreach (var gate in limits)
        {
            if (judgement.EndsWith(gate)) return;
        }
    }

    private async Task JudgeListsAsync(
        Judgement judgement, ActingAccount account, InviteCommand command, CancellationToken cancellationToken)
    {
        if (judgement.Person is not { } person)
        {
            judgement.Skip(GateVerdict.NotChecked, Gate.DoNotContact, Gate.Claim);
            return;
        }

        var entry = await doNotContact.FindAsync(account.WorkspaceId, person.MemberId, cancellationToken);
        var onList = entry is null
            ? new GateResult(Gate.DoNotContact, GateVerdict.Open)
            : Closed(Gate.DoNotContact, ListRefusals.DoNotContact(entry));
        if (judgement.EndsWith(onList)) return;
        var claim = await claims.FindAsync(
            account.WorkspaceId, account.Id, person.MemberId, person.PublicIdentifier, command.OperationPosition, cancellationToken);
        if (command.OverridesClaim) judgement.OverriddenClaim = claim;
        judgement.EndsWith(claim is null || command.OverridesClaim
            ? new GateResult(Gate.Claim, GateVerdict.Open, claim is null ? null : $"{claim.AccountId}, overridden")
            : Closed(Gate.Claim, ListRefusals.Claimed(claim, time.GetUtcNow()), claim.AccountId));
    }

    private static GateResult Closed(Gate gate, Refusal refusal, string? value = null) =>
        new(gate, GateVerdict.Closed, value, refusal, refusal.RetryAt);

    private static Refusal NoteTooLong(ActingAccount account, string note) => new(
        Reason.NoteTooLong,
        FormattableString.Invariant(
            $"message has {note.Length} UTF-16 code units; this account may send {account.LongestNote} ({(account.IsPremium ? "premium" : "free")}; 200 free, 300 premium)."));

    private static Refusal NotTheSamePerson(InviteCommand command) => new(
        Reason.InvalidParameter,
        $"The parameters name two different people: the profile of \"{command.Slug}\" does not have the member id \"{command.MemberId}\".");
}
