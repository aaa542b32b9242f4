using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Overture.Client;

namespace Overture.Tests.Client;

public sealed class RegistrationTests
{
    private const string ApiKey = "ovk_very-secret-key";

    private const string UnusableKey = "ApiKey contains a space or a character that a header cannot carry.";

    private const string Balance = """
        {"success":true,"data":{"credits":3},
        "metadata":{"credits_consumed":0,"timestamp":"2026-05-02T09:00:00Z"}}
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_registered_client_speaks_http_and_no_log_holds_the_key()
    {
        await using var gateway = await StartAsync(context =>
            context.Request.Headers["x-api-key"] == ApiKey
                ? context.Response.WriteAsync(Balance)
                : context.Response.WriteAsync("{}"));
        using var log = new ListLogger();
        await using var provider = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log))
            // A host can choose this for its other clients.
            .ConfigureHttpClientDefaults(builder => builder.RedactLoggedHeaders(["Authorization"]))
            .AddOvertureClient(options => Configure(options, new Uri(gateway.Urls.First()), ApiKey))
            .Services.BuildServiceProvider(validateScopes: true);
        var client = provider.GetRequiredService<OvertureClient>();

        var data = (await client.Credits.GetAsync(Cancellation)).GetOrThrow();

        Assert.Equal(3, data.Credits);
        Assert.Contains(log.Lines, line => line.Contains("x-api-key", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(log.Lines, line => line.Contains(ApiKey, StringComparison.Ordinal));
        var options = provider.GetRequiredService<IOptions<OvertureClientOptions>>().Value;
        Assert.DoesNotContain(ApiKey, $"{client} {options}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_with_the_key()
    {
        var seen = new List<string>();
        await using var gateway = await StartAsync(context =>
        {
            seen.Add(context.Request.Path);
            context.Response.Redirect("/elsewhere", permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });
        await using var provider = new ServiceCollection()
            .AddOvertureClient(options => Configure(options, new Uri(gateway.Urls.First()), ApiKey))
            .Services.BuildServiceProvider();

        var network = provider.GetRequiredService<OvertureClient>().Network;
        var thrown = await Assert.ThrowsAsync<OvertureException>(
            () => network.InviteAsync("acc_1", "in/jane", cancellationToken: Cancellation));

        Assert.Equal(307, thrown.Status);
        Assert.Equal(["/v2/network"], seen);
    }

    [Fact]
    public async Task An_unreachable_gateway_is_a_network_error()
    {
        await using var gateway = await StartAsync(_ => Task.CompletedTask);
        var address = new Uri(gateway.Urls.First());
        await gateway.StopAsync(Cancellation);
        using var http = new HttpClient();
        var client = new OvertureClient(http, new() { BaseAddress = address, ApiKey = ApiKey });

        var thrown = await Assert.ThrowsAsync<HttpRequestException>(() => client.Credits.GetAsync(Cancellation));

        Assert.DoesNotContain(ApiKey, thrown.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, ApiKey, "BaseAddress is missing.")]
    [InlineData("/relative", ApiKey, "BaseAddress must be an absolute http or https address.")]
    [InlineData("ftp://gateway.test", ApiKey, "BaseAddress must be an absolute http or https address.")]
    [InlineData("https://gateway.test/?x=1", ApiKey, "BaseAddress must have no query, fragment or user information.")]
    [InlineData("https://gateway.test/#x", ApiKey, "BaseAddress must have no query, fragment or user information.")]
    [InlineData("https://u:p@gateway.test", ApiKey, "BaseAddress must have no query, fragment or user information.")]
    [InlineData("https://gateway.test", null, "ApiKey is missing.")]
    [InlineData("https://gateway.test", "  ", "ApiKey is missing.")]
    [InlineData("https://gateway.test", "secret key", UnusableKey)]
    [InlineData("https://gateway.test", "secret\n", UnusableKey)]
    [InlineData(null, null, "BaseAddress is missing. ApiKey is missing.")]
    public void Invalid_options_are_refused_by_hand_and_at_start(string? address, string? apiKey, string faults)
    {
        using var http = new HttpClient();
        var options = new OvertureClientOptions
        {
            BaseAddress = address is null ? null : new Uri(address, UriKind.RelativeOrAbsolute),
            ApiKey = apiKey,
        };
        using var provider = new ServiceCollection()
            .AddOvertureClient(registered => Configure(registered, options.BaseAddress, options.ApiKey))
            .Services.BuildServiceProvider();

        var byHand = Assert.Throws<ArgumentException>(() => new OvertureClient(http, options));
        var atStart = Assert.Throws<OptionsValidationException>(
            () => provider.GetRequiredService<IStartupValidator>().Validate());

        Assert.StartsWith(faults, byHand.Message, StringComparison.Ordinal);
        Assert.Equal(faults, string.Join(' ', atStart.Failures));
        Assert.DoesNotContain("secret", byHand.Message + atStart.Message, StringComparison.Ordinal);
    }

    private static void Configure(OvertureClientOptions options, Uri? address, string? apiKey) =>
        (options.BaseAddress, options.ApiKey) = (address, apiKey);

    private static async Task<WebApplication> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync(Cancellation);
        return app;
    }

    private sealed class ListLogger : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            lock (Lines) Lines.Add(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
