namespace Overture.FunctionalTests.Chaos.Parts;

/// <summary>How often, from 0 to 1, an exchange with the upstream goes wrong in which way.</summary>
internal sealed record ProxyRules
{
    /// <summary>The request is cut in its middle.</summary>
    public double TearRequest { get; init; }

    /// <summary>The request never arrives, and the connection stays open.</summary>
    public double SwallowRequest { get; init; }

    /// <summary>The request arrives, the connection is cut before the answer.</summary>
    public double CutAnswer { get; init; }

    /// <summary>The answer is cut in its middle.</summary>
    public double TearAnswer { get; init; }

    /// <summary>The request arrives, the answer never comes and the connection stays open.</summary>
    public double SwallowAnswer { get; init; }

    /// <summary>Leave reads alone.</summary>
    public bool SendsOnly { get; init; }

    /// <summary>What becomes of an exchange for a number drawn from 0 to 1.</summary>
    public ProxyFate FateOf(double drawn)
    {
        foreach (var (fate, rate) in (ReadOnlySpan<(ProxyFate, double)>)
        [
            (ProxyFate.TearRequest, TearRequest), (ProxyFate.SwallowRequest, SwallowRequest),
            (ProxyFate.CutAnswer, CutAnswer), (ProxyFate.TearAnswer, TearAnswer),
            (ProxyFate.SwallowAnswer, SwallowAnswer),
        ])
        {
            if (drawn < rate) return fate;
            drawn -= rate;
        }

        return ProxyFate.Pass;
    }
}

internal enum ProxyFate
{
    Pass,
    TearRequest,
    SwallowRequest,
    CutAnswer,
    TearAnswer,
    SwallowAnswer,
}
