using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Overture.FunctionalTests.Chaos.Parts;

namespace Overture.FunctionalTests.Deploy;

/// <summary>As much of a registry as it takes to give out one image, under any name.</summary>
internal sealed class LoopbackRegistry : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LoopbackRegistry(BaseImage image)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{Address}");
        _app = builder.Build();
        _app.MapMethods("/v2/", ["GET", "HEAD"], () => Results.Ok());
        _app.MapMethods("/v2/{**path}", ["GET", "HEAD"], (HttpContext http, string path) => Give(http, path, image));
    }

    public string Address { get; } = $"127.0.0.1:{Ports.Take()}";

    public static async Task<LoopbackRegistry> StartAsync(BaseImage image)
    {
        var registry = new LoopbackRegistry(image);
        await registry._app.StartAsync(TestContext.Current.CancellationToken);
        return registry;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static IResult Give(HttpContext http, string path, BaseImage image)
    {
        var last = path.Split('/')[^1];
        if (path.Contains("/manifests/", StringComparison.Ordinal))
        {
            http.Response.Headers["Docker-Content-Digest"] = BaseImage.DigestOf(image.Manifest);
            return Results.Bytes(image.Manifest, BaseImage.ManifestType);
        }

        return image.Blobs.TryGetValue(last, out var blob)
            ? Results.Bytes(blob, "application/octet-stream")
            : Results.NotFound();
    }
}
