using OpenTelemetry.Trace;

namespace Overture.Server.Telemetry;

/// <summary>
/// Starts a trace only for an HTTP request and for the wake-up of an account. Commits shared by many accounts, the
/// wake-up of a job each second and the dashboard's calls would otherwise each start one.
/// </summary>
internal sealed class CallSampler(double ratio) : Sampler
{
    public const string Call = "Microsoft.AspNetCore.Hosting.HttpRequestIn";
    public const string WakeUp = "IAccountGrain/Wake";

    private readonly TraceIdRatioBasedSampler _started = new(ratio);

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        samplingParameters.Name is Call or WakeUp
            ? _started.ShouldSample(samplingParameters)
            : new SamplingResult(SamplingDecision.Drop);
}
