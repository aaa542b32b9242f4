namespace Overture.Client;

/// <summary>What goes beside an invitation.</summary>
public sealed record InviteOptions
{
    /// <summary>
    /// Names the wish, so that asking again gives one invitation and the same answer. Choose it before the first try (a
    /// random identifier stored with the order, say), keep it for every repeat, and use it for nothing else: visible ASCII
    /// without spaces. Null sends none; then the gateway still makes no second invitation, but answers a repeat with
    /// <see cref="Contract.Reason.AlreadyInvited"/>.
    /// </summary>
    public string? IdempotencyKey { get; init; }
}
