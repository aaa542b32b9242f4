using Overture.FunctionalTests.Chaos.Parts;

namespace Overture.FunctionalTests.Telemetry;

/// <summary>An admin listener's address, and what is read from it.</summary>
internal sealed class Scraped : IDisposable
{
    public Uri Url { get; } = new($"http://127.0.0.1:{Ports.Take()}");

    public string Setting => $"Overture:Admin:Url={Url}";

    public HttpClient Http { get; } = new();

    public Task<HttpResponseMessage> GetAsync(string path) =>
        Http.GetAsync(new Uri(Url, path), TestContext.Current.CancellationToken);

    public async Task<string> ReadAsync(string path)
    {
        using var response = await GetAsync(path);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode}");
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose() => Http.Dispose();
}
