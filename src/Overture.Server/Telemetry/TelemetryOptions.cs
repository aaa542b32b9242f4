using System.ComponentModel.DataAnnotations;

namespace Overture.Server.Telemetry;

/// <summary>
/// Settings of the export to a collector (<c>Overture:Telemetry</c>). Scraping needs none of them; see Overture:Admin.
/// </summary>
internal sealed class TelemetryOptions
{
    public const string Section = "Overture:Telemetry";

    /// <summary>
    /// Address of a collector that accepts OTLP over HTTP, such as <c>http://127.0.0.1:4318</c>; traces go to its
    /// <c>v1/traces</c>, metrics to its <c>v1/metrics</c>. Default none: nothing is exported and no span is created.
    /// </summary>
    public Uri? OtlpEndpoint { get; set; }

    /// <summary>
    /// Share of the traces started by the gateway that is kept. Default 1; 0 to 1. If the caller sends a
    /// <c>traceparent</c>, its sampling flag decides instead.
    /// </summary>
    [Range(0d, 1d)]
    public double TraceSampling { get; set; } = 1;
}
