using Overture.Client.Contract;

namespace Overture.Server.Audit;

/// <summary>One decision, before it has its place in a chain.</summary>
/// <param name="Act">What was asked for, such as <c>invite</c>.</param>
/// <param name="Decision">What was decided.</param>
internal sealed record AuditEntry(string Act, AuditDecision Decision)
{
    /// <summary>The workspace that an operator's act concerns; in an account's chain it is the account's.</summary>
    public long? WorkspaceId { get; init; }

    /// <summary>The key that asked; null when the gateway or its operator acted.</summary>
    public long? ApiKeyId { get; init; }

    /// <summary>The person's key: a member id, or the slug when it names no one.</summary>
    public string? Person { get; init; }

    /// <summary>The reason that decided; null when nothing was refused.</summary>
    public Reason? Reason { get; init; }

    /// <summary>What else belongs to the decision: what was overridden, what was set.</summary>
    public string? Detail { get; init; }

    public long? InvitationId { get; init; }

    public long? OperationId { get; init; }

    /// <summary>The note that was sent; only its hash is kept.</summary>
    public string? Note { get; init; }
}
