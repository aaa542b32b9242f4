using Overture.Client.Contract;
using Overture.Server.Http;
using Overture.Server.Storage;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Queue;

/// <summary>Renders what a caller hears of the queue.</summary>
internal sealed class QueueAnswers(TimeProvider time)
{
    /// <summary>The wish waits, now or since it was asked for first.</summary>
    public WireAnswer Queued(string accountId, string operationId, DateTimeOffset scheduledFor) => Answers.Success(
        new QueuedData { OperationId = operationId, ScheduledFor = scheduledFor }, ContractJson.Default.SuccessEnvelopeQueuedData,
        Metadata(ActionNames.Invite, accountId), StatusCodes.Status202Accepted);

    public WireAnswer Many(string accountId, IReadOnlyList<InviteManyRow> rows) => Answers.Success(
        new InviteManyData
        {
            Queued = rows.Count(row => row.Status == Status.Queued),
            Duplicates = rows.Count(row => row.Status == Status.Duplicate),
            Refused = rows.Count(row => row.Status == Status.Refused),
            Rows = rows,
        },
        ContractJson.Default.SuccessEnvelopeInviteManyData, Metadata(ActionNames.InviteMany, accountId), StatusCodes.Status202Accepted);

    public WireAnswer Operation(string action, OperationRow row, DateTimeOffset? scheduledFor, long? number) => Answers.Success(
        DataOf(row, scheduledFor, number), ContractJson.Default.SuccessEnvelopeOperationData, Metadata(action, row.AccountId));

    public WireAnswer Operations(string accountId, IReadOnlyList<OperationData> items, string? nextCursor) => Answers.Success(
        new OperationsData { Items = items, NextCursor = nextCursor }, ContractJson.Default.SuccessEnvelopeOperationsData,
        Metadata(ActionNames.ListOperations, accountId));

    public WireAnswer Refused(string action, string accountId, Refusal refusal) => Answers.Refused(refusal, Metadata(action, accountId));

    public static OperationData DataOf(OperationRow row, DateTimeOffset? scheduledFor, long? number) => new()
    {
        Status = Words.Of(row.State),
        OperationId = row.Id,
        ScheduledFor = scheduledFor,
        Person = row.Slug ?? row.MemberId!,
        InvitationUrn = number is { } known ? InvitationUrn.Of(known) : null,
        Reason = row.Reason,
        Attempts = row.Attempts,
        NoteDropped = row.NoteDropped ? true : null,
        CreatedAt = row.CreatedAt,
        UpdatedAt = row.UpdatedAt,
    };

    private Metadata Metadata(string action, string accountId) => AnswerResult.Free(time, action, accountId);

    /// <summary>What became of a row of <c>invite_many</c>.</summary>
    internal static class Status
    {
        public const string Queued = "queued";
        public const string Duplicate = "duplicate";
        public const string Refused = "refused";
    }
}
