using Overture.Client.Contract;

namespace Overture.Client;

/// <content>The account's queue.</content>
public sealed partial class NetworkClient
{
    /// <summary>
    /// Queues an invitation. The gateway sends it when the account's budgets and working hours allow, in the order of
    /// the queue. A null <see cref="InviteParams.When"/> means as soon as possible.
    /// </summary>
    /// <returns>The operation, or the refusal. A person who is already queued gives the existing operation.</returns>
    public Task<OvertureResult<QueuedData>> QueueAsync(
        string accountId, InviteParams parameters, RequestOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var queued = parameters with { When = parameters.When ?? "queue", DryRun = null };
        return ActAsync<InviteParams, QueuedData>(
            InvitationActions.Invite, accountId, queued, options, cancellationToken);
    }

    /// <summary>Queues up to 1,000 invitations: all valid rows in one step, or none.</summary>
    /// <returns>The outcome of each row, or the refusal of the whole call.</returns>
    public Task<OvertureResult<InviteManyData>> InviteManyAsync(
        string accountId, InviteManyParams parameters, RequestOptions? options = null,
        CancellationToken cancellationToken = default) =>
        ActAsync(InvitationActions.InviteMany, accountId, parameters, options, cancellationToken);

    /// <summary>Reads one operation of the account's queue.</summary>
    /// <returns>The operation, or the refusal.</returns>
    public Task<OvertureResult<OperationData>> GetOperationAsync(
        string accountId, string operationId, CancellationToken cancellationToken = default) =>
        ActAsync(
            QueueActions.GetOperation, accountId, new() { OperationId = operationId }, null, cancellationToken);

    /// <summary>Lists the account's operations in queue order. Null parameters read the first page.</summary>
    /// <returns>The page, or the refusal.</returns>
    public Task<OvertureResult<OperationsData>> ListOperationsAsync(
        string accountId, ListOperationsParams? parameters = null, CancellationToken cancellationToken = default) =>
        ActAsync(QueueActions.ListOperations, accountId, parameters ?? new(), null, cancellationToken);

    /// <summary>Cancels a queued operation.</summary>
    /// <returns>The cancelled operation, or the refusal.</returns>
    public Task<OvertureResult<OperationData>> CancelOperationAsync(
        string accountId, string operationId, RequestOptions? options = null,
        CancellationToken cancellationToken = default) =>
        ActAsync(
            QueueActions.CancelOperation, accountId, new() { OperationId = operationId }, options, cancellationToken);

    /// <summary>Cancels several queued operations, or everything that waits in the account's queue.</summary>
    /// <returns>The outcome of each row, or the refusal of the whole call.</returns>
    public Task<OvertureResult<CancelOperationsData>> CancelOperationsAsync(
        string accountId, CancelOperationsParams parameters, RequestOptions? options = null,
        CancellationToken cancellationToken = default) =>
        ActAsync(QueueActions.CancelOperations, accountId, parameters, options, cancellationToken);

    /// <summary>Puts held operations back into the account's queue, under this client's key.</summary>
    /// <returns>The outcome of each row, or the refusal of the whole call.</returns>
    public Task<OvertureResult<ReleaseOperationsData>> ReleaseOperationsAsync(
        string accountId, ReleaseOperationsParams parameters, RequestOptions? options = null,
        CancellationToken cancellationToken = default) =>
        ActAsync(QueueActions.ReleaseOperations, accountId, parameters, options, cancellationToken);
}
