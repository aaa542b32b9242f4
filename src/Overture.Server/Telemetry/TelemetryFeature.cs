using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Orleans.Dashboard;
using Orleans.Diagnostics;

namespace Overture.Server.Telemetry;

/// <summary>Registers what measures always, and what reads the measurements only where somebody has asked for it.</summary>
internal static class TelemetryFeature
{
    private static readonly string[] Meters =
    [
        Instruments.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime",
        "Microsoft.Orleans", "Npgsql",
    ];

    // The runtime's own spans of requests to the upstream. The exporter's package for them would also write trace headers into the
    // requests, and the upstream must not see any.
    private static readonly string[] Sources =
        [Instruments.Name, ActivitySources.ApplicationGrainActivitySourceName, UpstreamAddresses.Source, "Npgsql"];

    public static void AddTelemetry(this WebApplicationBuilder builder, AdminOptions admin, TelemetryOptions options)
    {
        builder.Services.AddSingleton<Instruments>();
        // Its stream of the log is for no eye but the operator's own.
        if (admin.Url is not null) builder.UseOrleans(silo => silo.AddDashboard(dashboard => dashboard.HideTrace = true));
        if (admin.Url is null && options.OtlpEndpoint is null) return;

        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("overture"))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Meters);
                if (admin.Url is not null) metrics.AddPrometheusExporter();
                if (options.OtlpEndpoint is { } collector) metrics.AddOtlpExporter(otlp => SendTo(otlp, collector, "v1/metrics"));
            });
        if (options.OtlpEndpoint is not { } endpoint) return;
        builder.UseOrleans(silo => silo.AddActivityPropagation());
        telemetry.WithTracing(traces => traces
            .SetSampler(new ParentBasedSampler(new CallSampler(options.TraceSampling)))
            .AddSource(Sources)
            .AddAspNetCoreInstrumentation(calls =>
            {
                // The sandbox in this process is a server too, and its paths name people.
                calls.Filter = http => http.Request.Path.StartsWithSegments("/v2", StringComparison.OrdinalIgnoreCase);
                // The route tells as much, and holds nothing that a caller made up.
                calls.EnrichWithHttpResponse = (span, _) => span.SetTag("url.path", null);
            })
            .AddProcessor(new UpstreamAddresses())
            .AddOtlpExporter(otlp => SendTo(otlp, endpoint, "v1/traces")));
    }

    private static void SendTo(OtlpExporterOptions otlp, Uri collector, string path)
    {
        otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
        otlp.Endpoint = new Uri($"{collector.AbsoluteUri.TrimEnd('/')}/{path}");
    }
}
