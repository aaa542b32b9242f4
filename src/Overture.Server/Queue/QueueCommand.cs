using Overture.Client.Contract;
using Overture.Server.Idempotency;
using Overture.Server.Invitations;

namespace Overture.Server.Queue;

/// <summary>Wishes for an account's queue, all or none of which become durable.</summary>
[GenerateSerializer, Immutable, Alias("overture.queue-command")]
internal sealed record QueueCommand
{
    [Id(0)]
    public required string WorkspaceId { get; init; }

    [Id(1)]
    public required string ApiKeyId { get; init; }

    /// <summary>In the order in which they are to be sent.</summary>
    [Id(2)]
    public required IReadOnlyList<QueueWish> Wishes { get; init; }

    /// <summary>Not to be tried earlier; null for as soon as the account may.</summary>
    [Id(3)]
    public DateTimeOffset? NotBefore { get; init; }

    [Id(4)]
    public IdempotencyKey? IdempotencyKey { get; init; }

    /// <summary>True for <c>invite_many</c>, whose answer has a row for each wish.</summary>
    [Id(5)]
    public bool IsMany { get; init; }

    /// <summary>The silo writes the arguments of a call into its log when one is late; a note must not be among them.</summary>
    public override string ToString() => nameof(QueueCommand);
}

/// <summary>One wish, or why it is none.</summary>
[GenerateSerializer, Immutable, Alias("overture.queue-wish")]
internal sealed record QueueWish
{
    [Id(0)]
    public string? Slug { get; init; }

    [Id(1)]
    public string? MemberId { get; init; }

    [Id(2)]
    public string? Note { get; init; }

    [Id(3)]
    public NotePolicy NotePolicy { get; init; }

    [Id(4)]
    public bool OverridesClaim { get; init; }

    /// <summary>Set when its parameters cannot be used; then nothing else is.</summary>
    [Id(5)]
    public Reason? RefusedFor { get; init; }

    [Id(6)]
    public string? Message { get; init; }

    /// <summary>Who is meant, as far as is known without asking the platform.</summary>
    public string Who => MemberId ?? Claims.WhoIs(Slug!);

    public override string ToString() => nameof(QueueWish);
}
