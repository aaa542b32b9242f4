using Overture.Client.Contract;
using Overture.Server.Idempotency;

namespace Overture.Server.Invitations;

/// <summary>One wish: invite this person for this account.</summary>
[GenerateSerializer, Immutable, Alias("overture.invite-command")]
internal sealed record InviteCommand
{
    [Id(0)]
    public required string WorkspaceId { get; init; }

    [Id(1)]
    public required string ApiKeyId { get; init; }

    /// <summary>The person's slug, when given; it is what gets resolved.</summary>
    [Id(2)]
    public string? Slug { get; init; }

    /// <summary>The person's member id, when given; beside a slug, the person found must carry it.</summary>
    [Id(3)]
    public string? MemberId { get; init; }

    /// <summary>Null for an invitation without a note.</summary>
    [Id(4)]
    public string? Note { get; init; }

    [Id(5)]
    public IdempotencyKey? IdempotencyKey { get; init; }

    [Id(6)]
    public NotePolicy NotePolicy { get; init; }

    /// <summary>Invites although another account of the workspace is at work on the person.</summary>
    [Id(7)]
    public bool OverridesClaim { get; init; }

    /// <summary>The operation of the queue whose time has come; null when it was asked for directly.</summary>
    [Id(8)]
    public string? OperationId { get; init; }

    /// <summary>Its place among all operations; those behind it claim nobody from it. Null when it was asked for directly.</summary>
    [Id(9)]
    public long? OperationPosition { get; init; }

    /// <summary>How the person was named, for where nobody is found.</summary>
    public string Named => MemberId ?? Slug!;

    /// <summary>The silo writes the arguments of a call into its log when one is late; a note must not be among them.</summary>
    public override string ToString() => nameof(InviteCommand);
}
