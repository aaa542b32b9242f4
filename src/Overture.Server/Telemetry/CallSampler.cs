using System.Diagnostics;
using OpenTelemetry.Trace;

namespace Overture.Server.Telemetry;

/// <summary>
/// Lets a trace begin with a call or a look only. A commit of many accounts and the reconciler's question of each second belong to no
/// call; each would be a trace of one span.
/// </summary>
internal sealed class CallSampler(double ratio) : Sampler
{
    private readonly TraceIdRatioBasedSampler _calls = new(ratio);

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        samplingParameters.Kind == ActivityKind.Client
            ? new SamplingResult(SamplingDecision.Drop)
            : _calls.ShouldSample(samplingParameters);
}
