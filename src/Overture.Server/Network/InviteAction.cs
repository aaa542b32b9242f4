using System.Collections.Frozen;
using Overture.Client.Contract;
using Overture.Server.Http;
using Overture.Server.Invitations;
using Overture.Server.Queue;
using Overture.Server.Storage;
using Overture.Server.Telemetry;

namespace Overture.Server.Network;

/// <summary>Reads the parameters of <c>invite</c> and hands the wish to the account's actor: now, into its queue, or as a dry run.</summary>
internal sealed class InviteAction(ActorCall actor, Instruments instruments, TimeProvider time) : INetworkAction
{
    internal const string NotePolicyName = "note_policy";
    internal const string DryRun = "dry_run";
    internal const string OverrideClaim = "override_claim";

    internal static readonly FrozenDictionary<string, NotePolicy> NotePolicies =
        Enum.GetValues<NotePolicy>().ToFrozenDictionary(Words.Of, policy => policy);

    public string Name => ActionNames.Invite;

    public Task<WireAnswer> RunAsync(NetworkCall call, CancellationToken cancellationToken)
    {
        var (wish, refusal) = Read(call, time.GetUtcNow());
        if (wish is null)
        {
            instruments.Refused(refusal!.Reason);
            return Task.FromResult(Answers.Refused(refusal, AnswerResult.Free(time, Name, call.AccountId)));
        }

        return wish switch
        {
            { IsDryRun: true } => actor.AskAsync(
                Name, call.AccountId, mayRepeat: true, account => account.DryRun(wish.Command), cancellationToken),
            { When.IsQueued: true } => actor.AskAsync(
                // The same person twice in a queue is the first of the two.
                Name, call.AccountId, mayRepeat: true, account => account.Queue(Queued(wish)), cancellationToken),
            _ => actor.AskAsync(
                Name, call.AccountId, call.IdempotencyKey is not null, account => account.Invite(wish.Command), cancellationToken),
        };
    }

    internal static (InviteWish? Wish, Refusal? Refusal) Read(NetworkCall call, DateTimeOffset now)
    {
        var reader = new ParamReader(
            call.Params, "params of invite",
            PersonReference.ProfileUrl, PersonReference.LinkedinUrl, PersonReference.Identifier, PersonParams.Message, NotePolicyName,
            WhenParam.Name, DryRun, OverrideClaim);
        var note = PersonParams.Note(reader);
        var notePolicy = reader.Word(NotePolicyName, NotePolicies) ?? NotePolicy.Require;
        var (isDryRun, overridesClaim) = (reader.Flag(DryRun) ?? false, reader.Flag(OverrideClaim) ?? false);
        var whenText = reader.Text(WhenParam.Name, 100);
        var (slug, memberId, refusal) = PersonParams.Read(reader);
        if (refusal is not null) return (null, refusal);
        var (when, badWhen) = WhenParam.Parse(whenText, queuesByDefault: false, now);
        if (badWhen is not null) return (null, badWhen);
        return (new InviteWish(
            new InviteCommand
            {
                WorkspaceId = call.Caller.WorkspaceId,
                ApiKeyId = call.Caller.ApiKeyId,
                Slug = slug,
                MemberId = memberId,
                Note = note,
                NotePolicy = notePolicy,
                OverridesClaim = overridesClaim,
                IdempotencyKey = call.IdempotencyKey,
            },
            when, isDryRun), null);
    }

    private static QueueCommand Queued(InviteWish wish) => new()
    {
        WorkspaceId = wish.Command.WorkspaceId,
        ApiKeyId = wish.Command.ApiKeyId,
        IdempotencyKey = wish.Command.IdempotencyKey,
        NotBefore = wish.When.NotBefore,
        Wishes =
        [
            new QueueWish
            {
                Slug = wish.Command.Slug,
                MemberId = wish.Command.MemberId,
                Note = wish.Command.Note,
                NotePolicy = wish.Command.NotePolicy,
                OverridesClaim = wish.Command.OverridesClaim,
            },
        ],
    };
}
