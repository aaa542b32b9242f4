using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Hosting;

public sealed class HealthTests
{
    [Theory]
    [InlineData("/healthz", "ok")]
    [InlineData("/readyz", "ready")]
    public async Task Healthy_server_says_so_without_a_key(string path, string status)
    {
        await using var gateway = await Gateway.StartAsync();

        var answer = await gateway.SendAsync(new HttpRequestMessage(HttpMethod.Get, path), key: null);

        Assert.Equal(200, answer.Status);
        Assert.Equal(status, answer.Data["status"]!.GetValue<string>());
        Assert.Equal(["success", "data", "metadata"], answer.Json.AsObject().Select(pair => pair.Key));
    }

    [Fact]
    public async Task Stopping_server_is_alive_and_not_ready()
    {
        await using var gateway = await Gateway.StartAsync();
        gateway.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        var ready = await gateway.GetAsync("/readyz");

        Assert.Equal(503, ready.Status);
        Assert.False(ready.Json["success"]!.GetValue<bool>());
        Assert.Equal("stopping", ready.Error["details"]!["status"]!.GetValue<string>());
        Assert.Equal("INTERNAL_ERROR", ready.Error["code"]!.GetValue<string>());
        Assert.Equal(200, (await gateway.GetAsync("/healthz")).Status);
    }
}
