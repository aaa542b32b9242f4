using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Overture.Connectors.WebSession;
using Overture.Server.Hosting;

namespace Overture.FunctionalTests.Support;

/// <summary>
/// The whole server, in Production, with a sandbox of its own and a database of its own, asked over real HTTP.
/// </summary>
public sealed class Gateway : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly bool _ownsDirectory;

    private Gateway(WebApplication app, string directory, ShiftedTime time, bool ownsDirectory)
    {
        _app = app;
        _ownsDirectory = ownsDirectory;
        DataDirectory = directory;
        Time = time;
        // The caller is in this process and must not bring a trace of its own. "Every address" is none that can be
        // called.
        Http = new HttpClient(new SocketsHttpHandler
        {
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
        })
        {
            BaseAddress = new Uri(app.Urls.First().Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)
                .Replace("[::]", "127.0.0.1", StringComparison.Ordinal)),
        };
        Sandbox = new SandboxControl(app.Services.GetRequiredService<IWebSessionAddress>().BaseAddress);
    }

    public const string Key = "sandbox-key";

    public HttpClient Http { get; }

    public SandboxControl Sandbox { get; }

    public ShiftedTime Time { get; }

    public string DataDirectory { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>
    /// Starts a gateway. Settings are written as an operator writes them: <c>Overture:Http:MaxBodyBytes=1024</c>.
    /// </summary>
    public static Task<Gateway> StartAsync(
        string? directory = null, ShiftedTime? time = null, params string[] settings) =>
        StartAsync(logging => logging.ClearProviders(), directory, time, settings);

    /// <summary>Starts a gateway that logs where the test wants it to.</summary>
    public static async Task<Gateway> StartAsync(
        Action<ILoggingBuilder> log, string? directory = null, ShiftedTime? time = null, params string[] settings)
    {
        var ownsDirectory = directory is null;
        directory ??= Directory.CreateTempSubdirectory("overture-test-").FullName;
        time ??= new ShiftedTime();
        string[] args =
        [
            "--environment", "Production",
            "--urls", "http://127.0.0.1:0",
            "--data", directory,
            "--Overture:Sandbox:Url=http://127.0.0.1:0",
            "--Overture:Http:RequestsPerMinute=1000000",
            "--Overture:Invitations:ResolveInterval=00:00:00.2",
            "--Overture:Queue:PollInterval=00:00:00.1",
            // Many accounts of one workspace invite the same test people; a test about claims lets them hold.
            "--Overture:Invitations:ClaimsEnabled=false",
            .. settings.Select(setting => $"--{setting}"),
        ];
        var app = ServerHost.Build(args, builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(time);
            log(builder.Logging);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new Gateway(app, directory, time, ownsDirectory);
    }

    /// <summary>Connects the sandbox member <paramref name="number"/> and returns the account's id.</summary>
    public async Task<string> ConnectAsync(int number)
    {
        var answer = await PostAsync("/v2/login", new JsonObject
        {
            ["platform"] = "linkedin",
            ["login_token"] = $"sandbox-{number}",
        });
        Assert.Equal(200, answer.Status);
        return answer.Data["account_id"]!.GetValue<string>();
    }

    public Task<Answered> InviteAsync(
        string accountId, string slug, string? message = null, string? idempotencyKey = null)
    {
        var parameters = new JsonObject { ["profile_url"] = $"https://www.linkedin.com/in/{slug}" };
        if (message is not null) parameters["message"] = message;
        return PostAsync(
            "/v2/network",
            new JsonObject { ["account_id"] = accountId, ["action"] = "invite", ["params"] = parameters },
            idempotencyKey);
    }

    public Task<Answered> PostAsync(string path, JsonNode body, string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        return SendAsync(request);
    }

    public Task<Answered> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Sends a request as it is, with the sandbox key unless it names another.</summary>
    public async Task<Answered> SendAsync(HttpRequestMessage request, string? key = Key)
    {
        if (key is not null) request.Headers.TryAddWithoutValidation("x-api-key", key);
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answered.ReadAsync(response);
    }

    public async Task<long> CreditsAsync() => (await GetAsync("/v2/credits")).Data["credits"]!.GetValue<long>();

    /// <summary>Stops in order, as on SIGTERM; the data directory stays.</summary>
    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Sandbox.DisposeAsync();
        await _app.DisposeAsync();
        if (_ownsDirectory) Directory.Delete(DataDirectory, recursive: true);
    }
}

/// <summary>An answer, with its bytes.</summary>
public sealed record Answered(int Status, byte[] Body, JsonNode Json, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Data => Json["data"] ?? throw new InvalidOperationException($"No data in {Text}");

    public JsonNode Error => Json["error"] ?? throw new InvalidOperationException($"No error in {Text}");

    public string? Reason => Json["error"]?["reason"]?.GetValue<string>();

    public int CreditsConsumed => Json["metadata"]!["credits_consumed"]!.GetValue<int>();

    public string Text => Encoding.UTF8.GetString(Body);

    public static async Task<Answered> ReadAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        JsonNode? json;
        try
        {
            json = JsonNode.Parse(body);
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException(
                $"{(int)response.StatusCode} without JSON: {Encoding.UTF8.GetString(body)}", exception);
        }

        return new Answered(
            (int)response.StatusCode, body, json!,
            response.Headers.Concat(response.Content.Headers).ToDictionary(
                header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
    }
}
