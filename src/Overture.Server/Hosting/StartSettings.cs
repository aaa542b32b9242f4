using Overture.Connectors.WebSession;
using Overture.Server.Storage;
using Overture.Server.Telemetry;

namespace Overture.Server.Hosting;

/// <summary>
/// Settings that decide what is registered, so they are read from the configuration before the options are validated.
/// </summary>
internal sealed record StartSettings(StorageOptions Storage, AdminOptions Admin, TelemetryOptions Telemetry)
{
    private static readonly TimeSpan TimeAfterSend = TimeSpan.FromSeconds(30);

    public bool UsesPostgreSql => !string.IsNullOrEmpty(Storage.PostgreSql);

    /// <summary>Addresses of the API, separated by semicolons.</summary>
    public required string Urls { get; init; }

    /// <summary>
    /// How long a stopping node waits for invitations on their way: the longest send, and time to resolve and commit
    /// its outcome.
    /// </summary>
    public required TimeSpan StopTimeout { get; init; }

    /// <param name="configuration">Values that can be read, as <see cref="ConfigurationFaults"/> has found.</param>
    public static StartSettings Of(IConfiguration configuration) => new(
        Section<StorageOptions>(configuration, StorageOptions.Section),
        Section<AdminOptions>(configuration, AdminOptions.Section),
        Section<TelemetryOptions>(configuration, TelemetryOptions.Section))
    {
        Urls = ListenAddresses.PublicOf(configuration),
        StopTimeout = Section<WebSessionOptions>(configuration, WebSessionOptions.Section).SendTimeout + TimeAfterSend,
    };

    private static T Section<T>(IConfiguration configuration, string name)
        where T : class, new() => configuration.GetSection(name).Get<T>() ?? new T();
}
