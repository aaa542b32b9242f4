using Overture.Client.Contract;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Actions;
using Overture.Server.Http;
using Overture.Server.Invitations.Sending;
using Overture.Server.People;

namespace Overture.Server.Invitations.Actions;

/// <summary>Invites a person: now, in its time through the queue, or as a dry run.</summary>
internal sealed class InviteAction(InviteSender sender, InviteDryRun dryRun, IInvitationQueue queue, TimeProvider time)
    : IAccountAction<InviteParams>
{
    public static ActionDescriptor Descriptor => InvitationActions.Invite;

    public async Task<Result<AccountOutput>> RunAsync(
        AccountContext account, Call<InviteParams> call, CancellationToken cancellationToken)
    {
        var request = RequestOf(call.Params);
        if (call.Params.DryRun == true) return await dryRun.RunAsync(account, request, cancellationToken);
        var when = TimeOf(call.Params).ValueOrThrow();
        if (when.IsQueued)
        {
            return await queue.AddAsync(account, call.Envelope, request, when.NotBefore, cancellationToken);
        }

        var result = await sender.RunAsync(
            account, request, new InviteOrigin(call.ApiKeyId, call.Key, null), cancellationToken);
        if (result.WaitsForNote && !account.IsStopped)
        {
            return await queue.AddAsync(account, call.Envelope, request, notBefore: null, cancellationToken);
        }

        return result.Answer is { } answer ? AccountOutput.Done(answer) : result.Refusal!;
    }

    public Refusal? FaultOf(InviteParams parameters) =>
        PersonTarget.Read(parameters).Refusal ?? TimeOf(parameters).Refusal;

    public bool TakesKey(InviteParams parameters) => parameters.DryRun != true;

    // The same person twice in a queue is the first of the two.
    public bool IsRepeatable(Call<InviteParams> call) =>
        call.Key is not null || call.Params.DryRun == true || TimeOf(call.Params).ValueOrThrow().IsQueued;

    private static InviteRequest RequestOf(InviteParams parameters) => new(
        PersonTarget.Read(parameters).ValueOrThrow(), NoteText.Of(parameters.Message),
        parameters.NotePolicy ?? NotePolicy.Require, parameters.OverrideClaim == true)
    {
        AllowsPlaceholders = parameters.AllowPlaceholders == true,
    };

    private Result<SendTime> TimeOf(InviteParams parameters) =>
        SendTime.Parse(parameters.When, queuesByDefault: false, time.GetUtcNow());
}
