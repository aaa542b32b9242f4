using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Overture.Client;

/// <summary>Registers <see cref="OvertureClient"/> with <see cref="IHttpClientFactory"/>.</summary>
public static class OvertureClientRegistration
{
    /// <summary>
    /// Registers <see cref="OvertureClient"/> as a transient service. Do not keep an instance in a singleton, because
    /// its connections would outlive DNS changes. The options are validated when the host starts, or at first use
    /// without a host.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the address and the API key.</param>
    /// <returns>
    /// The HTTP client's builder, to add handlers and timeouts. A handler that retries is safe only for calls with an
    /// <see cref="RequestOptions.IdempotencyKey"/>.
    /// </returns>
    public static IHttpClientBuilder AddOvertureClient(
        this IServiceCollection services, Action<OvertureClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<OvertureClientOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<OvertureClientOptions>, OvertureClientOptionsValidator>());

        // A redirect would carry the API key to another server and could repeat an invitation. All headers are
        // redacted, because a host that lists its own headers to redact would otherwise expose the key.
        return services.AddHttpClient(nameof(OvertureClient))
            .UseSocketsHttpHandler((handler, _) => handler.AllowAutoRedirect = false)
            .RedactLoggedHeaders(_ => true)
            .AddTypedClient((http, provider) =>
                new OvertureClient(http, provider.GetRequiredService<IOptions<OvertureClientOptions>>().Value));
    }
}
