namespace Overture.Connectors.WebSession;

/// <summary>Counts each attempt of a read. It stands below the retries, so they count too.</summary>
internal sealed class ReadCountingHandler : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<ReadMeter> MeterKey = new("Overture.ReadMeter");

    public static void Count(HttpRequestMessage request, ReadMeter? meter)
    {
        if (meter is not null) request.Options.Set(MeterKey, meter);
    }

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Options.TryGetValue(MeterKey, out var meter)) meter.Add();
        return base.SendAsync(request, cancellationToken);
    }
}
