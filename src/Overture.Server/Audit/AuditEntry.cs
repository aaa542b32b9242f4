namespace Overture.Server.Audit;

/// <summary>One decision, before it has its place in a chain.</summary>
/// <param name="Act">What was asked for, such as <c>invite</c>.</param>
/// <param name="Decision">What was decided, such as <c>sent</c> or <c>refused</c>.</param>
internal sealed record AuditEntry(string Act, string Decision)
{
    public string? WorkspaceId { get; init; }

    /// <summary>The key that asked; null when the gateway or its operator acted.</summary>
    public string? ApiKeyId { get; init; }

    /// <summary>A member id, or the slug when nobody was found under it.</summary>
    public string? Person { get; init; }

    /// <summary>The rule that decided.</summary>
    public string? Rule { get; init; }

    public string? InvitationId { get; init; }

    public string? OperationId { get; init; }

    /// <summary>The note that was sent; only its hash is kept.</summary>
    public string? Note { get; init; }
}
