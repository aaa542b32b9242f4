using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Overture.FunctionalTests.Telemetry;

/// <summary>
/// Takes OTLP over HTTP and keeps the bytes as they came: what has left the gateway, whatever made it leave.
/// </summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _received = [];
    private readonly WebApplication _app;

    private Collector(WebApplication app) => _app = app;

    public string Setting => $"Overture:Telemetry:OtlpEndpoint={_app.Urls.First()}";

    /// <summary>Texts are plain UTF-8 in what came, so that they can be searched without knowing the format.</summary>
    public string TextAt(string path) =>
        string.Join('\n', _received.Where(one => one.Path == path).Select(one => Encoding.UTF8.GetString(one.Body)));

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var collector = new Collector(app);
        app.Run(collector.TakeAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        _received.Enqueue((http.Request.Path, body.ToArray()));
    }
}
