using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Timeout;

namespace Overture.Connectors.WebSession;

public static class WebSessionConnectorExtensions
{
    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestRetryDelay = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Adds the connector as <see cref="IConnector"/>, with its clients and its options validator. The host binds the
    /// options and decides when to validate them.
    /// </summary>
    public static IServiceCollection AddWebSessionConnector(this IServiceCollection services)
    {
        services.AddOptions<WebSessionOptions>();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<WebSessionOptions>, WebSessionOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IWebSessionAddress, ConfiguredAddress>();
        services.TryAddSingleton<SendChannel>();
        services.TryAddSingleton<IConnector, WebSessionConnector>();
        AddReads(services.AddHttpClient(WebSessionConnector.ReadClient));
        return services;
    }

    private static void AddReads(IHttpClientBuilder builder)
    {
        builder
            // The default loggers print headers, including the session.
            .RemoveAllLoggers()
            .ConfigureHttpClient(static client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(static () => UpstreamHandlers.Create())
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        builder.AddResilienceHandler("reads", static (pipeline, context) =>
            AddRetries(pipeline, context.ServiceProvider.GetRequiredService<IOptions<WebSessionOptions>>().Value));
        builder.AddHttpMessageHandler(static () => new BodyReadingHandler());
        builder.AddHttpMessageHandler(static () => new ReadCountingHandler());
    }

    private static void AddRetries(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, WebSessionOptions options)
    {
        // The pipeline's default is the registered clock, but a socket does not follow a test's clock.
        pipeline.TimeProvider = TimeProvider.System;
        if (options.ReadRetries > 0)
        {
            pipeline.AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = options.ReadRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstRetryDelay,
                MaxDelay = LongestRetryDelay,
                ShouldRetryAfterHeader = false,
                ShouldHandle = static arguments => ValueTask.FromResult(IsTransient(arguments.Outcome)),
            });
        }

        pipeline.AddTimeout(new HttpTimeoutStrategyOptions { Timeout = options.ReadTimeout });
    }

    private static bool IsTransient(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException or IOException or TimeoutRejectedException } => true,
        { Result.StatusCode: >= HttpStatusCode.InternalServerError and < (HttpStatusCode)600 } => true,
        _ => false,
    };
}
