using Overture.Client.Contract;
using Overture.Server.Http;

namespace Overture.Server.Limits;

/// <summary>One gate's verdict.</summary>
/// <param name="Gate">Which gate.</param>
/// <param name="Verdict">Its verdict.</param>
/// <param name="Value">What it evaluated, for people.</param>
internal sealed record GateResult(GateName Gate, GateVerdict Verdict, string? Value = null)
{
    /// <summary>Why it is closed.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>When this gate opens, whatever the others do.</summary>
    public DateTimeOffset? OpensAt { get; init; }

    public bool IsClosed => Verdict == GateVerdict.Closed;

    public static GateResult Closed(GateName gate, Refusal refusal, string? value = null) =>
        new(gate, GateVerdict.Closed, value) { Refusal = refusal, OpensAt = refusal.RetryAt };
}
