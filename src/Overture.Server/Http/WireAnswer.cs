using Overture.Client.Contract;

namespace Overture.Server.Http;

/// <summary>
/// An answer as it goes over the wire: rendered once, so that what is stored and what is sent are the same bytes.
/// </summary>
[GenerateSerializer, Immutable, Alias("overture.wire-answer")]
internal sealed record WireAnswer(
    [property: Id(0)] int Status,
    [property: Id(1)] byte[] Body)
{
    [Id(2)]
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>True when the answer was stored earlier under the same Idempotency-Key.</summary>
    [Id(3)]
    public bool IsReplayed { get; init; }

    /// <summary>True when the invitation went without its note; a header says so.</summary>
    [Id(4)]
    public bool DropsNote { get; init; }

    /// <summary>Why the request was refused; null when it was not, and for a replayed answer.</summary>
    [Id(5)]
    public Reason? RefusedFor { get; init; }

    public override string ToString() => $"{nameof(WireAnswer)} {Status}";
}
