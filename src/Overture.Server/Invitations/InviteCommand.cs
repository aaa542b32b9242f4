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

    /// <summary>The silo writes the arguments of a call into its log when one is late; a note must not be among them.</summary>
    public override string ToString() => nameof(InviteCommand);
}
