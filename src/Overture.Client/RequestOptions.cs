namespace Overture.Client;

/// <summary>Options of one call, beside its parameters.</summary>
public sealed record RequestOptions
{
    /// <summary>
    /// Identifies the request, so that a repeat gets the stored answer and has no second effect. Choose the key before
    /// the first attempt, keep it for every repeat, and use it for nothing else. The key is visible ASCII without
    /// spaces, such as a random identifier that you store with the order. Null sends no key: the gateway still sends no
    /// second invitation, but answers a repeated <c>invite</c> with <see cref="Contract.Reason.AlreadyInvited"/>.
    /// </summary>
    public string? IdempotencyKey { get; init; }
}
