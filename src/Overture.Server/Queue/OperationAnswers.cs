using Overture.Client.Contract;
using Overture.Server.Invitations;
using Overture.Server.People;

namespace Overture.Server.Queue;

/// <summary>Puts operations into the contract's form.</summary>
internal sealed class OperationAnswers(InvitationRecords invitations, QueueForecast forecast)
{
    public async Task<List<OperationData>> OfAsync(
        long workspaceId, long accountId, IReadOnlyCollection<OperationRow> operations,
        CancellationToken cancellationToken)
    {
        var numbers = await invitations.NumbersAsync(
            [accountId], [.. operations.Select(row => row.InvitationId).OfType<long>()], cancellationToken);
        var times = await forecast.ReadAsync(workspaceId, operations, cancellationToken);
        return
        [
            .. operations.Select(row => Of(
                row,
                row.State == OperationState.Queued ? times.GetValueOrDefault(row.Id, row.NotBefore) : null,
                row.InvitationId is { } id && numbers.TryGetValue(id, out var number) ? number : null)),
        ];
    }

    public static OperationData Of(OperationRow row, DateTimeOffset? scheduledFor = null, long? number = null) => new()
    {
        Status = StatusOf(row.State),
        OperationId = row.Name,
        ScheduledFor = scheduledFor,
        Person = row.Slug ?? row.MemberId!,
        InvitationUrn = number is { } known ? PlatformUrn.OfInvitation(known) : null,
        Reason = row.Reason,
        Attempts = row.Attempts,
        NoteDropped = row.NoteDropped ? true : null,
        CreatedAt = Storage.RowKeys.TimeOf(row.Id),
        UpdatedAt = row.UpdatedAt,
    };

    public static OperationStatus StatusOf(OperationState state) => state switch
    {
        OperationState.Queued => OperationStatus.Queued,
        OperationState.Running => OperationStatus.Running,
        OperationState.Sent => OperationStatus.Sent,
        OperationState.AlreadyConnected => OperationStatus.AlreadyConnected,
        OperationState.Refused => OperationStatus.Refused,
        OperationState.Cancelled => OperationStatus.Cancelled,
        OperationState.Held => OperationStatus.Held,
    };
}
