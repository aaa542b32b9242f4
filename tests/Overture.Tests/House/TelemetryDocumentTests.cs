using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Overture.Server.Telemetry;

namespace Overture.Tests.House;

/// <summary>The document lists every metric and span of ours, and none that is not there.</summary>
public sealed partial class TelemetryDocumentTests
{
    private const string File = "docs/telemetry.md";

    [Fact]
    public void Every_metric_is_documented_as_it_is()
    {
        var found = new List<string>();
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == Instruments.Name && instrument.Meter.Scope == meters)
            {
                found.Add(
                    $"| `{instrument.Name}` | {KindOf(instrument)} | {instrument.Unit} | {instrument.Description} |");
            }
        };
        listener.Start();
        using var instruments = new Instruments(meters, TimeProvider.System);

        Findings.Same(MetricRow().Matches(Repository.Read(File)).Select(row => $"{row.Groups["row"].Value} |"), found);
    }

    [Fact]
    public void Every_span_is_documented() => Findings.Same(
        SpanRow().Matches(Repository.Read(File)).Select(row => row.Groups["name"].Value), Instruments.SpanNames);

    [Fact]
    public void Every_word_of_an_outcome_is_documented()
    {
        foreach (var outcome in Enum.GetNames<Outcome>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName))
        {
            Assert.Contains($"`{outcome}`", Repository.Read(File), StringComparison.Ordinal);
        }
    }

    private static string KindOf(Instrument instrument) => instrument.GetType().Name.Split('`')[0] switch
    {
        "Counter" => "counter",
        "Histogram" => "histogram",
        "ObservableGauge" => "gauge",
        var other => other,
    };

    // The last column, the tags, is for people.
    [GeneratedRegex(@"^(?<row>\| `overture\.[a-z_.]+` \| \w+ \| [^|]+ \| [^|]+) \| [^|]*\|$", RegexOptions.Multiline)]
    private static partial Regex MetricRow();

    [GeneratedRegex(@"^\| span `(?<name>[a-z_]+)` \|", RegexOptions.Multiline)]
    private static partial Regex SpanRow();
}
