using Overture.Client.Contract;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Actions;
using Overture.Server.Http;
using Overture.Server.Invitations.Actions;
using Overture.Server.Invitations.Sending;
using Overture.Server.People;
using Overture.Server.Storage;

namespace Overture.Server.Queue.Actions;

/// <summary>
/// Puts up to a thousand requests into the account's queue; a row that names no person does not disturb the others.
/// </summary>
internal sealed class InviteManyAction(QueueIntake intake, TimeProvider time) : IAccountAction<InviteManyParams>
{
    public static ActionDescriptor Descriptor => InvitationActions.InviteMany;

    public async Task<Result<AccountOutput>> RunAsync(
        AccountContext account, Call<InviteManyParams> call, CancellationToken cancellationToken)
    {
        if (account.Inactive is { } inactive) return inactive;
        var progress = RowProgress<InviteManyRow>.Of<InviteManyData>(
            call.Envelope, call.Params.Rows.Count, data => data.Rows, row => (row.Reason, row.RetryAt));
        var requests = progress.Open.Select(index => RequestOf(call.Params, index)).ToList();
        var result = await intake.AddAsync(
            account, call.Envelope, requests, TimeOf(call.Params).ValueOrThrow().NotBefore, cancellationToken);
        var rows = progress.With(result.Admissions.Select((admission, index) => RowOf(admission, index, result)));
        return AccountOutput.Of(
            new InviteManyData
            {
                Queued = rows.Count(row => row.Status == QueueRowStatus.Queued),
                Duplicates = rows.Count(row => row.Status == QueueRowStatus.Duplicate),
                Refused = rows.Count(row => row.Status == QueueRowStatus.Refused),
                Rows = rows,
            },
            result.Step, StatusCodes.Status202Accepted) with
        { StaysOpen = progress.StaysOpen };
    }

    public int RowsOf(InviteManyParams parameters) => parameters.Rows.Count;

    public Refusal? FaultOf(InviteManyParams parameters) => TimeOf(parameters).Refusal;

    private Result<SendTime> TimeOf(InviteManyParams parameters) =>
        SendTime.Parse(parameters.When, queuesByDefault: true, time.GetUtcNow());

    private static Result<InviteRequest> RequestOf(InviteManyParams parameters, int index)
    {
        if (BoundRows.FaultOf(parameters.Rows, index) is { } fault) return fault;
        var row = parameters.Rows[index];
        return PersonTarget.Read(row).Succeeded(out var target, out var refusal)
            ? new InviteRequest(
                target, NoteText.Of(row.Message), parameters.NotePolicy ?? NotePolicy.Require, OverridesClaim: false)
            {
                AllowsPlaceholders = parameters.AllowPlaceholders == true,
            }
            : refusal;
    }

    private static InviteManyRow RowOf(Admission admission, int index, QueueIntakeResult result)
    {
        if (admission.Refusal is { } refusal)
        {
            return new InviteManyRow
            {
                Status = QueueRowStatus.Refused,
                Reason = refusal.Reason,
                Message = refusal.Text,
                RetryAt = refusal.RetryAt,
            };
        }

        var id = admission.DuplicateOf switch
        {
            null => result.Added[index].Id,
            0 => result.Added.Values.First(row => row.PersonKey == admission.Request!.Target.Key).Id,
            { } first => first,
        };
        return new InviteManyRow
        {
            Status = admission.DuplicateOf is null ? QueueRowStatus.Queued : QueueRowStatus.Duplicate,
            OperationId = RowKey.Text(RowKind.Operation, id),
            ScheduledFor = result.Times.TryGetValue(id, out var at) ? at : null,
        };
    }
}
