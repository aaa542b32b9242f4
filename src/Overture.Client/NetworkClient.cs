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
        ArgumentException.ThrowIfNullOrWhiteSpace(accountId);
        ArgumentNullException.ThrowIfNull(parameters);
        var idempotencyKey = options?.IdempotencyKey;
        if (idempotencyKey is not null && !HeaderText.IsUsable(idempotencyKey))
        {
            throw new ArgumentException("The idempotency key must be visible ASCII without spaces.", nameof(options));
        }

        var body = new ActionRequest<InviteParams>
        {
            AccountId = accountId,
            Action = ActionNames.Invite,
            Params = parameters,
        };
        return _gateway.PostAsync<ActionRequest<InviteParams>, InviteData>(
            "v2/network", body, idempotencyKey, cancellationToken);
    }

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
}
