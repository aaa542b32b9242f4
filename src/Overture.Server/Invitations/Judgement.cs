using Overture.Connectors;
using Overture.Server.Http;
using Overture.Server.Limits;

namespace Overture.Server.Invitations;

/// <summary>
/// What the gates make of a wish. A real wish stops at the first gate that is closed; a dry run looks at every one. The first closed gate
/// is the refusal in both.
/// </summary>
internal sealed class Judgement(bool looksAtEvery)
{
    private readonly List<GateResult> _gates = [];

    public IReadOnlyList<GateResult> Gates => _gates;

    /// <summary>The first refusal; null while every gate was open.</summary>
    public Refusal? Refusal { get; private set; }

    public Person? Person { get; set; }

    public Relationship? Relationship { get; set; }

    /// <summary>The upstream read that failed, if one did.</summary>
    public Failure? Failure { get; set; }

    /// <summary>What the upstream's answers say about the account; null when it was not asked or did not answer.</summary>
    public Signal? Signal { get; set; }

    public bool IsConnected { get; set; }

    /// <summary>The invitation goes without its note, as the wish allows.</summary>
    public bool DropsNote { get; set; }

    /// <summary>The claim that the wish overrides.</summary>
    public Claim? OverriddenClaim { get; set; }

    public bool LooksAtEvery => looksAtEvery;

    /// <summary>Adds a gate's result; true when no further gate has to be looked at.</summary>
    public bool EndsWith(GateResult result)
    {
        _gates.Add(result);
        Refusal ??= result.Refusal;
        return result.Verdict == GateVerdict.Closed && !looksAtEvery;
    }

    /// <summary>The same, refused by what only the intent could see.</summary>
    public Judgement With(Gate gate, Refusal refusal)
    {
        var closed = new Judgement(looksAtEvery) { Person = Person, Signal = Signal };
        closed.EndsWith(new GateResult(gate, GateVerdict.Closed, Refusal: refusal));
        return closed;
    }

    /// <summary>The rest, for a dry run's list.</summary>
    public void Skip(GateVerdict why, params ReadOnlySpan<Gate> gates)
    {
        foreach (var gate in gates) _gates.Add(new GateResult(gate, why));
    }
}
