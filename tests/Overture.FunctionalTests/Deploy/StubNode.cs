using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Overture.FunctionalTests.Chaos.Parts;

namespace Overture.FunctionalTests.Deploy;

/// <summary>Stands for a node behind the load balancer: counts what it hears, and fails as nodes fail.</summary>
internal sealed class StubNode : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _calls;

    private StubNode(int port)
    {
        Address = $"127.0.0.1:{port}";
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{Address}");
        _app = builder.Build();
        _app.MapGet("/readyz", () => Results.StatusCode(IsReady ? 200 : 503));
        _app.MapPost("/v2/network", (Delegate)CallAsync);
    }

    public string Address { get; }

    public bool IsReady { get; set; } = true;

    /// <summary>Whether it hangs up after it has read a call, which it then may have acted on.</summary>
    public bool HangsUp { get; set; }

    /// <summary>What a call waits for before it is answered.</summary>
    public Task Answering { get; set; } = Task.CompletedTask;

    public int Calls => Volatile.Read(ref _calls);

    public static async Task<StubNode> StartAsync()
    {
        var node = new StubNode(Ports.Take());
        await node._app.StartAsync(TestContext.Current.CancellationToken);
        return node;
    }

    /// <summary>Gone as by a kill: nobody listens any more.</summary>
    public async Task GoAsync() => await _app.StopAsync(new CancellationToken(canceled: true));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task<IResult> CallAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        await reader.ReadToEndAsync(http.RequestAborted);
        Interlocked.Increment(ref _calls);
        await Answering;
        if (HangsUp) http.Abort();
        return Results.Text(Address, statusCode: (int)HttpStatusCode.OK);
    }
}
