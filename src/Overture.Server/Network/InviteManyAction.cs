using System.Text.Json;
using Overture.Client.Contract;
using Overture.Server.Http;
using Overture.Server.Queue;
using Overture.Server.Telemetry;

namespace Overture.Server.Network;

/// <summary>Reads the rows of <c>invite_many</c> and hands them to the account's actor; a row that names nobody does not disturb the others.</summary>
internal sealed class InviteManyAction(ActorCall actor, Instruments instruments, TimeProvider time) : INetworkAction
{
    private const int MostRows = 1_000;

    private const string Rows = "rows";

    public string Name => ActionNames.InviteMany;

    public Task<WireAnswer> RunAsync(NetworkCall call, CancellationToken cancellationToken)
    {
        var (command, refusal) = Read(call, time.GetUtcNow());
        if (command is not null)
            return actor.AskAsync(Name, call.AccountId, mayRepeat: true, account => account.Queue(command), cancellationToken);
        instruments.Refused(refusal!.Reason);
        return Task.FromResult(Answers.Refused(refusal, AnswerResult.Free(time, Name, call.AccountId)));
    }

    private static (QueueCommand? Command, Refusal? Refusal) Read(NetworkCall call, DateTimeOffset now)
    {
        var reader = new ParamReader(call.Params, "params of invite_many", Rows, WhenParam.Name, InviteAction.NotePolicyName);
        var rows = reader.Rows(Rows, MostRows);
        var notePolicy = reader.Word(InviteAction.NotePolicyName, InviteAction.NotePolicies) ?? NotePolicy.Require;
        var whenText = reader.Text(WhenParam.Name, 100);
        if (reader.Refusal is { } refusal) return (null, refusal);
        var (when, badWhen) = WhenParam.Parse(whenText, queuesByDefault: true, now);
        if (badWhen is not null) return (null, badWhen);
        return (new QueueCommand
        {
            WorkspaceId = call.Caller.WorkspaceId,
            ApiKeyId = call.Caller.ApiKeyId,
            IdempotencyKey = call.IdempotencyKey,
            NotBefore = when.NotBefore,
            IsMany = true,
            Wishes = [.. rows.Select(row => WishOf(row, notePolicy))],
        }, null);
    }

    private static QueueWish WishOf(JsonElement row, NotePolicy notePolicy)
    {
        if (row.ValueKind != JsonValueKind.Object)
            return new QueueWish { RefusedFor = Reason.InvalidParameter, Message = "The row must be an object." };
        var reader = new ParamReader(
            row, "a row of invite_many",
            PersonReference.ProfileUrl, PersonReference.LinkedinUrl, PersonReference.Identifier, PersonParams.Message);
        var note = PersonParams.Note(reader);
        var (slug, memberId, refusal) = PersonParams.Read(reader);
        return refusal is null
            ? new QueueWish { Slug = slug, MemberId = memberId, Note = note, NotePolicy = notePolicy }
            : new QueueWish { RefusedFor = refusal.Reason, Message = refusal.Message };
    }
}
