using Overture.Client.Contract;
using Overture.Server.Idempotency;

namespace Overture.Server.DoNotContact;

/// <summary>People to be put on a workspace's list, or one to be taken off it.</summary>
[GenerateSerializer, Immutable, Alias("overture.do-not-contact-change")]
internal sealed record DoNotContactChange
{
    [Id(0)]
    public required string WorkspaceId { get; init; }

    [Id(1)]
    public required string ApiKeyId { get; init; }

    /// <summary>The action that asks: add, remove or import.</summary>
    [Id(2)]
    public required string Action { get; init; }

    [Id(3)]
    public required IReadOnlyList<DoNotContactEntry> Entries { get; init; }

    [Id(4)]
    public IdempotencyKey? IdempotencyKey { get; init; }

    public override string ToString() => nameof(DoNotContactChange);
}

/// <summary>One person, or why it is none.</summary>
[GenerateSerializer, Immutable, Alias("overture.do-not-contact-entry")]
internal sealed record DoNotContactEntry
{
    [Id(0)]
    public string? Slug { get; init; }

    [Id(1)]
    public string? MemberId { get; init; }

    [Id(2)]
    public string? Comment { get; init; }

    /// <summary>The line of an imported text in which it begins.</summary>
    [Id(3)]
    public int Line { get; init; }

    /// <summary>Set when the row names nobody; then nothing else is.</summary>
    [Id(4)]
    public Reason? RefusedFor { get; init; }

    [Id(5)]
    public string? Message { get; init; }

    public override string ToString() => nameof(DoNotContactEntry);
}
