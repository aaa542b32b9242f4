using System.Diagnostics.CodeAnalysis;
using Overture.Client.Contract;

namespace Overture.Client;

/// <summary>Connection requests, their queue and their limits (<c>POST /v2/network</c>).</summary>
/// <remarks>
/// <para>
/// Every method calls one action for the account <c>accountId</c> and returns the action's data or a
/// <see cref="Refusal"/>. <see cref="RequestOptions"/> go beside the parameters; null means none. Cancelling ends the
/// wait for the answer, not the action: the gateway can still carry it out.
/// </para>
/// <para>
/// Every method throws <see cref="HttpRequestException"/> if the gateway is unreachable or the connection breaks, and
/// <see cref="OvertureException"/> if the answer is not one that this client understands.
/// </para>
/// </remarks>
public sealed partial class NetworkClient
{
    private readonly GatewayConnection _gateway;

    internal NetworkClient(GatewayConnection gateway) => _gateway = gateway;

    /// <summary>Invites a person to connect.</summary>
    /// <returns>
    /// The invitation and the person, or the refusal. <see cref="InviteData.Status"/> is
    /// <see cref="InviteStatus.AlreadyConnected"/> if there was nothing to send.
    /// </returns>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "No value fits both second parameters.")]
    public Task<OvertureResult<InviteData>> InviteAsync(
        string accountId, InviteParams parameters, RequestOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        // Each of these parameters can change the type of the answer.
        if (parameters is not { When: null or "now", DryRun: null or false, NotePolicy: not NotePolicy.Wait })
        {
            throw new ArgumentException(
                $"Use {nameof(QueueAsync)} to queue, and {nameof(DryRunAsync)} for a dry run.", nameof(parameters));
        }

        return ActAsync(InvitationActions.Invite, accountId, parameters, options, cancellationToken);
    }

    /// <summary>Invites the person at <paramref name="profileUrl"/>, with an optional note.</summary>
    /// <param name="accountId">The account that invites.</param>
    /// <param name="profileUrl">Any spelling of a link to the person's profile.</param>
    /// <param name="message">The note; null sends none.</param>
    /// <param name="options">Options of the call; null for none.</param>
    /// <param name="cancellationToken">Ends the wait, not the action.</param>
    /// <returns>
    /// The invitation and the person, or the refusal. <see cref="InviteData.Status"/> is
    /// <see cref="InviteStatus.AlreadyConnected"/> if there was nothing to send.
    /// </returns>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "No value fits both second parameters.")]
    public Task<OvertureResult<InviteData>> InviteAsync(
        string accountId, string profileUrl, string? message = null, RequestOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(profileUrl);
        var parameters = new InviteParams { ProfileUrl = profileUrl, Message = message };
        return InviteAsync(accountId, parameters, options, cancellationToken);
    }

    /// <summary>Reports what every rule decides about an invitation. Sends and charges nothing.</summary>
    /// <returns>Every gate, or the refusal of invalid parameters.</returns>
    public Task<OvertureResult<DryRunData>> DryRunAsync(
        string accountId, InviteParams parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return ActAsync<InviteParams, DryRunData>(
            InvitationActions.Invite, accountId, parameters with { When = null, DryRun = true }, null,
            cancellationToken);
    }

    private Task<OvertureResult<TData>> ActAsync<TParams, TData>(
        ActionDescriptor<TParams, TData> action, string accountId, TParams parameters, RequestOptions? options,
        CancellationToken cancellationToken)
        where TData : class =>
        ActAsync<TParams, TData>((ActionDescriptor)action, accountId, parameters, options, cancellationToken);

    private Task<OvertureResult<TData>> ActAsync<TParams, TData>(
        ActionDescriptor action, string accountId, TParams parameters, RequestOptions? options,
        CancellationToken cancellationToken)
        where TData : class
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(accountId);
        ArgumentNullException.ThrowIfNull(parameters);
        var idempotencyKey = options?.IdempotencyKey;
        if (idempotencyKey is not null && !HeaderText.IsUsable(idempotencyKey))
        {
            throw new ArgumentException("The idempotency key must be visible ASCII without spaces.", nameof(options));
        }

        var body = new ActionRequest<TParams> { AccountId = accountId, Action = action.Name, Params = parameters };
        return _gateway.PostAsync<ActionRequest<TParams>, TData>(
            $"v2/{action.Category}", body, idempotencyKey, cancellationToken);
    }
}
