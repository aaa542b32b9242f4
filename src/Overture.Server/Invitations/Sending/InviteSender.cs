using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Accounts.Upstream;
using Overture.Server.Http;
using Overture.Server.Invitations.Resolving;
using Overture.Server.Limits;
using Overture.Server.People;
using Overture.Server.Telemetry;

namespace Overture.Server.Invitations.Sending;

/// <summary>
/// The life of one invitation, in order: evaluate the gates, commit the intent, send once, find the outcome, commit it,
/// answer. Runs in the account's mailbox, so nothing else acts for the account meanwhile.
/// </summary>
internal sealed class InviteSender(
    InviteGates gates, InviteIntent intents, InvitationOutcomes outcomes, InvitationSteps steps,
    InviteRefusals refusals, Instruments instruments, TimeProvider time)
{
    public async Task<InviteResult> RunAsync(
        AccountContext account, InviteRequest request, InviteOrigin origin, CancellationToken cancellationToken)
    {
        var check = await gates.EvaluateAsync(account, request, origin, cancellationToken);
        // The platform does not report answered invitations; where that matters, some are polled.
        if (check.Refusal?.Reason == Reason.PendingLimit && await refusals.MakesRoomAsync(account, cancellationToken))
        {
            check = await gates.EvaluateAsync(account, request, origin, cancellationToken);
        }

        if (check.Refusal is not null) return await refusals.RefuseAsync(check, cancellationToken);
        if (check.IsConnected) return await AnswerConnectedAsync(check, cancellationToken);
        var goesWithNote = request.Note is not null && !check.Limits.DropsNote;
        var result = await SendAsync(check, cancellationToken);
        // The platform took the invitation but for its note, said so, and sent nothing: now the request's own rule for
        // that applies. The pause that the platform asked for is known by now, so the second round sends no note.
        if (result.Outcome?.Refusal?.Reason != Reason.NoteQuota || !goesWithNote) return result;
        if (request.NotePolicy == NotePolicy.Drop)
        {
            account.Part<AccountLimitState>().History.ForgetAttempt();
            return await RunAsync(account, request, origin, cancellationToken);
        }

        return InviteRefusals.WaitsForNote(check) ? result with { WaitsForNote = true } : result;
    }

    private async Task<InviteResult> AnswerConnectedAsync(InviteCheck check, CancellationToken cancellationToken)
    {
        var person = PersonRow.Of(check.Person!, time.GetUtcNow());
        var answer = outcomes.ConnectedAnswer(check.Account, person);
        var result = await check.Account.CommitAsync(steps.Connected(check, person, answer));
        if (!result.IsCommitted) return InviteResult.Refused(result.Refusal(time.GetUtcNow()));
        // One that was pending may be pending no more; only the database knows.
        await check.Account.Part<AccountLimitState>().RecountAsync(cancellationToken);
        instruments.Concluded(Outcome.AlreadyConnected, reason: null);
        return new InviteResult { Answer = answer };
    }

    private async Task<InviteResult> SendAsync(InviteCheck check, CancellationToken cancellationToken)
    {
        var person = PersonRow.Of(check.Person!, time.GetUtcNow());
        var invitation = intents.RowOf(check, person);
        if (await intents.CommitAsync(check, invitation, person, cancellationToken) is { } unmet)
        {
            return await refusals.RefuseAsync(unmet, check, invitation, cancellationToken);
        }

        var outcome = await SendOnceAsync(check.Account, invitation);
        if (outcome.Refusal?.Reason == Reason.ResendCooldown)
        {
            outcome = await NameRefusalAsync(check.Account, person.MemberId, outcome, cancellationToken);
        }

        var result = await outcomes.ConcludeAsync(check.Account, (invitation, person), outcome, check);
        if (result.Outcome is { } known) instruments.Concluded(known.Counted, known.Refusal?.Reason);
        return result;
    }

    /// <summary>
    /// The one place from which an invitation leaves. The caller going away changes nothing from here on.
    /// </summary>
    private async Task<SendOutcome> SendOnceAsync(AccountContext account, InvitationRow invitation)
    {
        using var stage = instruments.Begin(Stage.Send, account.Name, account.WorkspaceName);
        return SendOutcome.Of(await account.Upstream.SendInvitationAsync(
            invitation.PersonId, invitation.Note, intents.LatestSend(account, invitation)));
    }

    /// <summary>
    /// CANT_RESEND_YET means two things: somebody invited them meanwhile, or the platform's cooldown runs.
    /// </summary>
    private async Task<SendOutcome> NameRefusalAsync(
        AccountContext account, string memberId, SendOutcome outcome, CancellationToken cancellationToken)
    {
        using var stage = instruments.Begin(Stage.Check, account.Name, account.WorkspaceName);
        var read = await account.Upstream.ReadRelationshipAsync(
            memberId, ReadPurpose.Outcome, cancellationToken);
        return read.Value?.Kind is RelationshipKind.InvitationSent or RelationshipKind.Connected
            ? outcome with { Refusal = new Refusal(Reason.AlreadyInvited) }
            : outcome;
    }
}
