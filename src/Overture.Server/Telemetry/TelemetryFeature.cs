using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Orleans.Dashboard;
using Orleans.Diagnostics;

namespace Overture.Server.Telemetry;

/// <summary>Registers the instruments always, and exporters only where they are configured.</summary>
internal static class TelemetryFeature
{
    private static readonly string[] Meters =
    [
        Instruments.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http",
        "System.Runtime", "Microsoft.Orleans", "Npgsql",
    ];

    // Includes the runtime's own spans of requests to the platform. OpenTelemetry's package for HttpClient would also
    // add trace headers to the requests, and the platform must not see any.
    private static readonly string[] Sources =
        [Instruments.Name, ActivitySources.ApplicationGrainActivitySourceName, UpstreamAddresses.Source, "Npgsql"];

    public static void AddTelemetry(this WebApplicationBuilder builder, AdminOptions admin, TelemetryOptions options)
    {
        builder.Services.AddSingleton<Instruments>();
        // The dashboard would stream the whole log to anyone who can open it.
        if (admin.Url is not null)
        {
            builder.UseOrleans(silo => silo.AddDashboard(dashboard => dashboard.HideTrace = true));
        }

        if (admin.Url is null && options.OtlpEndpoint is null) return;

        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("overture"))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Meters);
                if (admin.Url is not null) metrics.AddPrometheusExporter();
                if (options.OtlpEndpoint is { } collector)
                {
                    metrics.AddOtlpExporter(otlp => SendTo(otlp, collector, "v1/metrics"));
                }
            });
        if (options.OtlpEndpoint is not { } endpoint) return;
        builder.UseOrleans(silo => silo.AddActivityPropagation());
        telemetry.WithTracing(traces => traces
            .SetSampler(new ParentBasedSampler(new CallSampler(options.TraceSampling)))
            .AddSource(Sources)
            .AddAspNetCoreInstrumentation(calls =>
            {
                // The sandbox in this process is an HTTP server too, and its paths name people.
                calls.Filter = http => http.Request.Path.StartsWithSegments("/v2", StringComparison.OrdinalIgnoreCase);
                // The route is tagged as well, and contains nothing the caller made up.
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
