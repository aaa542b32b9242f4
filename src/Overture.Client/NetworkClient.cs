using System.Diagnostics.CodeAnalysis;
using Overture.Client.Contract;

namespace Overture.Client;

/// <summary>Connection requests (<c>POST /v2/network</c>).</summary>
public sealed class NetworkClient
{
    private readonly GatewayConnection _gateway;

    internal NetworkClient(GatewayConnection gateway) => _gateway = gateway;

    /// <summary>Invites a person to connect.</summary>
    /// <param name="accountId">The connected account that invites.</param>
    /// <param name="parameters">Who is invited, and the note.</param>
    /// <param name="options">What goes beside the request; null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait, not the invitation: the gateway may carry it out all the same.</param>
    /// <returns>
    /// The invitation and the person, or the refusal. <see cref="InviteData.InvitationUrn"/> is null when the two are
    /// connected already.
    /// </returns>
    /// <exception cref="HttpRequestException">The gateway could not be reached, or the connection broke.</exception>
    /// <exception cref="OvertureException">What answered is not a gateway this client understands.</exception>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "No value fits both second parameters.")]
    public Task<OvertureResult<InviteData>> InviteAsync(
        string accountId,
        InviteParams parameters,
        InviteOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        // Each of these may be answered by something that is no invitation.
        if (parameters is not { When: null or "now", DryRun: null or false, NotePolicy: not Contract.NotePolicy.Wait })
        {
            throw new ArgumentException(
                $"To queue, use {nameof(QueueAsync)}; to look first, {nameof(DryRunAsync)}.", nameof(parameters));
        }

        return ActAsync<InviteParams, InviteData>(accountId, ActionNames.Invite, parameters, options, cancellationToken);
    }

    /// <summary>Puts a wish into the account's queue: it is sent when the account's budgets and hours allow, in its turn.</summary>
    /// <param name="accountId">The connected account that invites.</param>
    /// <param name="parameters">Who is invited, the note, and when (<see cref="InviteParams.When"/>; null for as soon as may be).</param>
    /// <param name="options">What goes beside the request; null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    /// <returns>The operation, which is the first one's when the person waits already; or the refusal.</returns>
    /// <exception cref="HttpRequestException">The gateway could not be reached, or the connection broke.</exception>
    /// <exception cref="OvertureException">What answered is not a gateway this client understands.</exception>
    public Task<OvertureResult<QueuedData>> QueueAsync(
        string accountId, InviteParams parameters, InviteOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return ActAsync<InviteParams, QueuedData>(
            accountId, ActionNames.Invite, parameters with { When = parameters.When ?? "queue", DryRun = null }, options, cancellationToken);
    }

    /// <summary>Says what every rule makes of an invitation. Nothing is sent or charged.</summary>
    /// <param name="accountId">The connected account that would invite.</param>
    /// <param name="parameters">Who would be invited, and the note.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    /// <returns>Every gate, or the refusal of a request that names nobody.</returns>
    /// <exception cref="HttpRequestException">The gateway could not be reached, or the connection broke.</exception>
    /// <exception cref="OvertureException">What answered is not a gateway this client understands.</exception>
    public Task<OvertureResult<DryRunData>> DryRunAsync(
        string accountId, InviteParams parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return ActAsync<InviteParams, DryRunData>(
            accountId, ActionNames.Invite, parameters with { When = null, DryRun = true }, null, cancellationToken);
    }

    /// <summary>Puts up to 1,000 wishes into the account's queue; all become durable, or none.</summary>
    /// <param name="accountId">The connected account that invites.</param>
    /// <param name="parameters">The wishes.</param>
    /// <param name="options">What goes beside the request; null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    /// <returns>What became of each row, or why none was taken.</returns>
    /// <exception cref="HttpRequestException">The gateway could not be reached, or the connection broke.</exception>
    /// <exception cref="OvertureException">What answered is not a gateway this client understands.</exception>
    public Task<OvertureResult<InviteManyData>> InviteManyAsync(
        string accountId, InviteManyParams parameters, InviteOptions? options = null, CancellationToken cancellationToken = default) =>
        ActAsync<InviteManyParams, InviteManyData>(accountId, ActionNames.InviteMany, parameters, options, cancellationToken);

    /// <summary>Reads one operation of the account's queue.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="operationId">What the queueing answer named.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    /// <returns>Where it stands, or the refusal.</returns>
    /// <exception cref="HttpRequestException">The gateway could not be reached, or the connection broke.</exception>
    /// <exception cref="OvertureException">What answered is not a gateway this client understands.</exception>
    public Task<OvertureResult<OperationData>> GetOperationAsync(
        string accountId, string operationId, CancellationToken cancellationToken = default) =>
        ActAsync<OperationParams, OperationData>(
            accountId, ActionNames.GetOperation, new OperationParams { OperationId = operationId }, null, cancellationToken);

    /// <summary>Lists the account's operations, in the order of its queue.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="parameters">Which of them, and where the page begins; null for the first page of all.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    /// <returns>A page, or the refusal.</returns>
    /// <exception cref="HttpRequestException">The gateway could not be reached, or the connection broke.</exception>
    /// <exception cref="OvertureException">What answered is not a gateway this client understands.</exception>
    public Task<OvertureResult<OperationsData>> ListOperationsAsync(
        string accountId, ListOperationsParams? parameters = null, CancellationToken cancellationToken = default) =>
        ActAsync<ListOperationsParams, OperationsData>(
            accountId, ActionNames.ListOperations, parameters ?? new ListOperationsParams(), null, cancellationToken);

    /// <summary>Takes a queued wish back.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="operationId">What the queueing answer named.</param>
    /// <param name="options">What goes beside the request; null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    /// <returns>The cancelled operation, or the refusal.</returns>
    /// <exception cref="HttpRequestException">The gateway could not be reached, or the connection broke.</exception>
    /// <exception cref="OvertureException">What answered is not a gateway this client understands.</exception>
    public Task<OvertureResult<OperationData>> CancelOperationAsync(
        string accountId, string operationId, InviteOptions? options = null, CancellationToken cancellationToken = default) =>
        ActAsync<OperationParams, OperationData>(
            accountId, ActionNames.CancelOperation, new OperationParams { OperationId = operationId }, options, cancellationToken);

    /// <summary>Reads what the account may do now.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    /// <returns>Budgets and pauses, or the refusal.</returns>
    /// <exception cref="HttpRequestException">The gateway could not be reached, or the connection broke.</exception>
    /// <exception cref="OvertureException">What answered is not a gateway this client understands.</exception>
    public Task<OvertureResult<LimitsData>> LimitsAsync(string accountId, CancellationToken cancellationToken = default) =>
        ActAsync<NoParams, LimitsData>(accountId, ActionNames.Limits, new NoParams(), null, cancellationToken);

    /// <summary>Gives the account limits of its own, instead of all that it has.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="limits">Its limits; what is null follows the deployment.</param>
    /// <param name="options">What goes beside the request; null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    /// <returns>What it may do now, or the refusal.</returns>
    /// <exception cref="HttpRequestException">The gateway could not be reached, or the connection broke.</exception>
    /// <exception cref="OvertureException">What answered is not a gateway this client understands.</exception>
    public Task<OvertureResult<LimitsData>> SetLimitsAsync(
        string accountId, AccountLimits limits, InviteOptions? options = null, CancellationToken cancellationToken = default) =>
        ActAsync<AccountLimits, LimitsData>(accountId, ActionNames.SetLimits, limits, options, cancellationToken);

    /// <summary>Puts a person on the workspace's do-not-contact list.</summary>
    /// <param name="accountId">An account of the workspace; its session finds out who is meant.</param>
    /// <param name="person">The person, and why.</param>
    /// <param name="options">What goes beside the request; null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    /// <returns>Whether the person was added, or the refusal.</returns>
    /// <exception cref="HttpRequestException">The gateway could not be reached, or the connection broke.</exception>
    /// <exception cref="OvertureException">What answered is not a gateway this client understands.</exception>
    public Task<OvertureResult<DoNotContactData>> AddDoNotContactAsync(
        string accountId, DoNotContactParams person, InviteOptions? options = null, CancellationToken cancellationToken = default) =>
        ActAsync<DoNotContactParams, DoNotContactData>(accountId, ActionNames.DoNotContactAdd, person, options, cancellationToken);

    /// <summary>Takes a person off the workspace's do-not-contact list.</summary>
    /// <param name="accountId">An account of the workspace; its session finds out who is meant.</param>
    /// <param name="person">The person.</param>
    /// <param name="options">What goes beside the request; null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    /// <returns>Whether the person was on it, or the refusal.</returns>
    /// <exception cref="HttpRequestException">The gateway could not be reached, or the connection broke.</exception>
    /// <exception cref="OvertureException">What answered is not a gateway this client understands.</exception>
    public Task<OvertureResult<DoNotContactData>> RemoveDoNotContactAsync(
        string accountId, DoNotContactParams person, InviteOptions? options = null, CancellationToken cancellationToken = default) =>
        ActAsync<DoNotContactParams, DoNotContactData>(accountId, ActionNames.DoNotContactRemove, person, options, cancellationToken);

    /// <summary>Lists the workspace's do-not-contact list.</summary>
    /// <param name="accountId">An account of the workspace.</param>
    /// <param name="parameters">Where the page begins; null for the first.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    /// <returns>A page, or the refusal.</returns>
    /// <exception cref="HttpRequestException">The gateway could not be reached, or the connection broke.</exception>
    /// <exception cref="OvertureException">What answered is not a gateway this client understands.</exception>
    public Task<OvertureResult<DoNotContactListData>> ListDoNotContactAsync(
        string accountId, DoNotContactListParams? parameters = null, CancellationToken cancellationToken = default) =>
        ActAsync<DoNotContactListParams, DoNotContactListData>(
            accountId, ActionNames.DoNotContactList, parameters ?? new DoNotContactListParams(), null, cancellationToken);

    /// <summary>Puts the people of a CSV text on the workspace's do-not-contact list.</summary>
    /// <param name="accountId">An account of the workspace; its session finds out who is meant.</param>
    /// <param name="csv">A line of headings, and 1 to 1,000 rows; see <see cref="DoNotContactImportParams.Csv"/>.</param>
    /// <param name="options">What goes beside the request; null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    /// <returns>What became of each row, or why none was taken.</returns>
    /// <exception cref="HttpRequestException">The gateway could not be reached, or the connection broke.</exception>
    /// <exception cref="OvertureException">What answered is not a gateway this client understands.</exception>
    public Task<OvertureResult<DoNotContactImportData>> ImportDoNotContactAsync(
        string accountId, string csv, InviteOptions? options = null, CancellationToken cancellationToken = default) =>
        ActAsync<DoNotContactImportParams, DoNotContactImportData>(
            accountId, ActionNames.DoNotContactImport, new DoNotContactImportParams { Csv = csv }, options, cancellationToken);

    /// <summary>Invites the person whose profile the link shows.</summary>
    /// <param name="accountId">The connected account that invites.</param>
    /// <param name="profileUrl">Any spelling of a link to the person's profile.</param>
    /// <param name="message">The note; null for an invitation without one.</param>
    /// <param name="options">What goes beside the request; null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait, not the invitation: the gateway may carry it out all the same.</param>
    /// <returns>
    /// The invitation and the person, or the refusal. <see cref="InviteData.InvitationUrn"/> is null when the two are
    /// connected already.
    /// </returns>
    /// <exception cref="HttpRequestException">The gateway could not be reached, or the connection broke.</exception>
    /// <exception cref="OvertureException">What answered is not a gateway this client understands.</exception>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "No value fits both second parameters.")]
    public Task<OvertureResult<InviteData>> InviteAsync(
        string accountId,
        string profileUrl,
        string? message = null,
        InviteOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(profileUrl);
        var parameters = new InviteParams { ProfileUrl = profileUrl, Message = message };
        return InviteAsync(accountId, parameters, options, cancellationToken);
    }

    private Task<OvertureResult<TData>> ActAsync<TParams, TData>(
        string accountId, string action, TParams parameters, InviteOptions? options, CancellationToken cancellationToken)
        where TData : class
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(accountId);
        ArgumentNullException.ThrowIfNull(parameters);
        var idempotencyKey = options?.IdempotencyKey;
        if (idempotencyKey is not null && !HeaderText.IsUsable(idempotencyKey))
        {
            throw new ArgumentException("The idempotency key must be visible ASCII without spaces.", nameof(options));
        }

        var body = new ActionRequest<TParams> { AccountId = accountId, Action = action, Params = parameters };
        return _gateway.PostAsync<ActionRequest<TParams>, TData>("v2/network", body, idempotencyKey, cancellationToken);
    }
}
