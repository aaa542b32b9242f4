using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Overture.Client;

/// <summary>Registers <see cref="OvertureClient"/> with <see cref="IHttpClientFactory"/>.</summary>
public static class OvertureClientRegistration
{
    /// <summary>
    /// Makes <see cref="OvertureClient"/> available for injection (transient: do not keep one in a singleton for long,
    /// or its connections outlive changes of DNS). The options are validated at start, or at first use where there is no host.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets address and API key.</param>
    /// <returns>
    /// The builder of the HTTP client, for handlers and time-outs. A handler that repeats requests is only safe for
    /// calls with an <see cref="InviteOptions.IdempotencyKey"/>.
    /// </returns>
    public static IHttpClientBuilder AddOvertureClient(
        this IServiceCollection services, Action<OvertureClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<OvertureClientOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<OvertureClientOptions>, OvertureClientOptionsValidator>());

        // A followed redirect would carry the API key to another place and could repeat an invitation; and a host
        // that chooses its own list of headers to hide from logs must not thereby show the key.
        return services.AddHttpClient(nameof(OvertureClient))
            .UseSocketsHttpHandler((handler, _) => handler.AllowAutoRedirect = false)
            .RedactLoggedHeaders(_ => true)
            .AddTypedClient((http, provider) =>
                new OvertureClient(http, provider.GetRequiredService<IOptions<OvertureClientOptions>>().Value));
    }
}
