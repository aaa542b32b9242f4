using Overture.Client.Contract;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Actions;
using Overture.Server.Audit;
using Overture.Server.Http;
using Overture.Server.Invitations.Sending;

namespace Overture.Server.Queue.Actions;

/// <summary>
/// Puts held operations back into the queue, under the key that releases them: from then on that key answers for them.
/// </summary>
internal sealed class ReleaseOperationsAction(OperationRecords operations, TimeProvider time)
    : IAccountAction<ReleaseOperationsParams>
{
    private static readonly OperationState[] Held = [OperationState.Held];

    public static ActionDescriptor Descriptor => QueueActions.ReleaseOperations;

    public async Task<Result<AccountOutput>> RunAsync(
        AccountContext account, Call<ReleaseOperationsParams> call, CancellationToken cancellationToken)
    {
        var named = call.Params.OperationIds;
        var found = await operations.FindAllAsync(
            account.Id, OperationSelection.IdsOf(named), Held, cancellationToken);
        var open = await operations.OpenOfAsync(
            account.Id, [.. found.Values.Select(operation => operation.PersonKey).Distinct()], cancellationToken);
        var people = open.Keys.ToHashSet(StringComparer.Ordinal);
        var released = found.Values.Where(operation => operation.State == OperationState.Held)
            .OrderBy(operation => operation.Id).Where(operation => people.Add(operation.PersonKey)).ToList();
        var names = named ?? [.. found.Values.Select(operation => operation.Name)];
        var rows = names.Select(name => RowOf(
            name, OperationSelection.Parse(name) is { } id ? found.GetValueOrDefault(id) : null, released)).ToList();
        return AccountOutput.Of(
            new ReleaseOperationsData
            {
                Released = released.Count,
                Refused = rows.Count(row => row.Status == ReleaseStatus.Refused),
                Rows = rows,
            },
            StepOf(account, call.Envelope, released));
    }

    public int RowsOf(ReleaseOperationsParams parameters) => parameters.OperationIds?.Count ?? 1;

    public Refusal? FaultOf(ReleaseOperationsParams parameters) =>
        OperationSelection.FaultOf(parameters.OperationIds, parameters.All);

    private AccountStep? StepOf(AccountContext account, ActionCall call, List<OperationRow> released)
    {
        if (released.Count == 0) return null;
        var (step, now) = (account.Step(), time.GetUtcNow());
        foreach (var operation in released)
        {
            step.Require(InviteGuards.Operation, OperationTable.Release(operation, call.ApiKeyId, now))
                .Audit(new AuditEntry(call.Action, AuditDecision.Released)
                {
                    ApiKeyId = call.ApiKeyId,
                    Person = operation.PersonKey,
                    OperationId = operation.Id,
                });
        }

        return step.Write(QueueTable.RunAt(account.Id, now));
    }

    private static ReleaseOperationRow RowOf(string name, OperationRow? operation, List<OperationRow> released)
    {
        if (operation is not null && released.Contains(operation))
        {
            return new ReleaseOperationRow { OperationId = name, Status = ReleaseStatus.Released };
        }

        var refusal = operation switch
        {
            null => new Refusal(Reason.UnknownOperation),
            { State: OperationState.Held } => new Refusal(
                Reason.OperationNotQueued, "Another operation for this person is queued already."),
            _ => new Refusal(
                Reason.OperationNotQueued, $"The operation is not held: it is {EnumNames.Of(operation.State)}."),
        };
        return new ReleaseOperationRow
        {
            OperationId = name,
            Status = ReleaseStatus.Refused,
            Reason = refusal.Reason,
            Message = refusal.Text,
        };
    }
}
