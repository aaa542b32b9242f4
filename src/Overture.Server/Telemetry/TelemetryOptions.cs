using System.ComponentModel.DataAnnotations;

namespace Overture.Server.Telemetry;

/// <summary>Settings of what is exported to a collector (<c>Overture:Telemetry</c>). Scraping needs none of it; see Overture:Admin.</summary>
internal sealed class TelemetryOptions
{
    public const string Section = "Overture:Telemetry";

    /// <summary>
    /// Where a collector takes OTLP over HTTP, such as <c>http://127.0.0.1:4318</c>; traces go to <c>v1/traces</c> below it, metrics to
    /// <c>v1/metrics</c>. Default none: no span is made and nothing is exported.
    /// </summary>
    public Uri? OtlpEndpoint { get; set; }

    /// <summary>
    /// Which part of the traces that begin here is kept. Default 1; 0 to 1. A caller's <c>traceparent</c> that says whether it is
    /// sampled is followed instead.
    /// </summary>
    [Range(0d, 1d)]
    public double TraceSampling { get; set; } = 1;
}
