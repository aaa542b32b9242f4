using OpenTelemetry.Trace;

namespace Overture.Server.Telemetry;

/// <summary>
/// Lets a trace begin with a call or with the reconciler's look at an account, and with nothing else: commits that many accounts
/// share, a chore's wake-up of each second and the dashboard's questions would each be a trace of their own.
/// </summary>
internal sealed class CallSampler(double ratio) : Sampler
{
    public const string Call = "Microsoft.AspNetCore.Hosting.HttpRequestIn";
    public const string Look = "IAccountGrain/Settle";

    private readonly TraceIdRatioBasedSampler _begun = new(ratio);

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        samplingParameters.Name is Call or Look
            ? _begun.ShouldSample(samplingParameters)
            : new SamplingResult(SamplingDecision.Drop);
}
