using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Overture.FunctionalTests.Support;
using Overture.Server.Telemetry;

namespace Overture.FunctionalTests.Telemetry;

/// <summary>Adds up what one gateway measures; another one of the same process has a meter of its own.</summary>
internal sealed class Measured : IDisposable
{
    private readonly ConcurrentDictionary<string, double> _sums = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();

    public Measured(Gateway gateway)
    {
        var meters = gateway.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Instruments.Name && instrument.Meter.Scope == meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>All series that were measured, as <c>name tag=value tag=value</c>.</summary>
    public IEnumerable<string> Series => _sums.Keys;

    /// <summary>The sum of a counter's series, or the last value of a gauge; 0 when it was never measured.</summary>
    public double this[string series]
    {
        get
        {
            _listener.RecordObservableInstruments();
            return _sums.GetValueOrDefault(series);
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = instrument.Name;
        foreach (var (name, tag) in tags) series += string.Create(CultureInfo.InvariantCulture, $" {name}={tag}");
        _sums.AddOrUpdate(series, value, (_, sum) => instrument.IsObservable ? value : sum + value);
    }
}
