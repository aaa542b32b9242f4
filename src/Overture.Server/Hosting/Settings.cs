using Microsoft.Extensions.Options;
using Overture.Connectors.WebSession;
using Overture.Server.Accounts;
using Overture.Server.Cluster;
using Overture.Server.Credits;
using Overture.Server.Http;
using Overture.Server.Idempotency;
using Overture.Server.Invitations;
using Overture.Server.Limits;
using Overture.Server.Queue;
using Overture.Server.Storage;
using Overture.Server.Telemetry;

namespace Overture.Server.Hosting;

/// <summary>
/// All settings there are, each section bound to its class and checked at start. A key that no class knows is a fault: a
/// misspelt setting must not be silently ignored.
/// </summary>
internal static class Settings
{
    public const string Root = "Overture";

    /// <summary>Section name and class of everything an operator can set.</summary>
    public static readonly IReadOnlyList<(string Section, Type Options)> All =
    [
        (StorageOptions.Section, typeof(StorageOptions)),
        (ClusterSettings.Section, typeof(ClusterSettings)),
        (HttpOptions.Section, typeof(HttpOptions)),
        (AccountOptions.Section, typeof(AccountOptions)),
        (InvitationOptions.Section, typeof(InvitationOptions)),
        (LimitsOptions.Section, typeof(LimitsOptions)),
        (QueueOptions.Section, typeof(QueueOptions)),
        (CreditsOptions.Section, typeof(CreditsOptions)),
        (IdempotencyOptions.Section, typeof(IdempotencyOptions)),
        (SandboxSettings.Section, typeof(SandboxSettings)),
        (AdminOptions.Section, typeof(AdminOptions)),
        (TelemetryOptions.Section, typeof(TelemetryOptions)),
        (WebSessionOptions.Section, typeof(WebSessionOptions)),
    ];

    public static void AddSettings(this IServiceCollection services, IConfiguration configuration)
    {
        services.Bind<StorageOptions>(configuration, StorageOptions.Section);
        services.Bind<ClusterSettings>(configuration, ClusterSettings.Section);
        services.Bind<HttpOptions>(configuration, HttpOptions.Section);
        services.Bind<AccountOptions>(configuration, AccountOptions.Section);
        services.Bind<InvitationOptions>(configuration, InvitationOptions.Section);
        services.Bind<LimitsOptions>(configuration, LimitsOptions.Section);
        services.Bind<QueueOptions>(configuration, QueueOptions.Section);
        services.Bind<CreditsOptions>(configuration, CreditsOptions.Section);
        services.Bind<IdempotencyOptions>(configuration, IdempotencyOptions.Section);
        services.Bind<SandboxSettings>(configuration, SandboxSettings.Section);
        services.Bind<AdminOptions>(configuration, AdminOptions.Section);
        services.Bind<TelemetryOptions>(configuration, TelemetryOptions.Section);
        // The connector brings its own validator.
        services.AddOptions<WebSessionOptions>().Bind(configuration.GetSection(WebSessionOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<StorageOptions>, ConnectionStringIsReadable>();
        services.AddSingleton<IValidateOptions<InvitationOptions>, InvitationTimesAgree>();
        services.AddSingleton<IValidateOptions<LimitsOptions>, LimitsAgree>();
        services.AddSingleton<IValidateOptions<SandboxSettings>, SandboxAddressIsLocal>();
        services.AddSingleton<IValidateOptions<ClusterSettings>, ClusterIsComplete>();
    }

    private static void Bind<T>(this IServiceCollection services, IConfiguration configuration, string section)
        where T : class
    {
        services.AddOptions<T>().Bind(configuration.GetSection(section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<T>>(new SettingsValidator<T>(section));
    }

    /// <summary>Faults that binding would hide or would tell in the binder's words: unknown keys and unreadable values.</summary>
    public static IEnumerable<string> FaultsOf(IConfiguration configuration) =>
        configuration.GetSection(Root).AsEnumerable()
            .Where(setting => setting.Value is not null)
            .Select(setting => FaultOf(setting.Key, setting.Value!))
            .OfType<string>()
            .Concat(ContradictionsOf(configuration))
            .Concat(ListenAddresses.FaultsOf(configuration[ListenAddresses.Key]))
            .Concat(TelemetryFaultsOf(configuration));

    private static IEnumerable<string> ContradictionsOf(IConfiguration configuration)
    {
        const string BaseAddress = $"{WebSessionOptions.Section}:{nameof(WebSessionOptions.BaseAddress)}";
        const string Enabled = $"{SandboxSettings.Section}:{nameof(SandboxSettings.Enabled)}";
        var ownSandbox = !"false".Equals(configuration[Enabled]?.Trim(), StringComparison.OrdinalIgnoreCase);
        if (ownSandbox && configuration[BaseAddress] is not null)
            yield return $"{BaseAddress} is set, but the server would use its own sandbox; set {Enabled}=false as well.";
    }

    // Read from the configuration, because both decide what is registered.
    private static IEnumerable<string> TelemetryFaultsOf(IConfiguration configuration)
    {
        const string Collector = $"{TelemetryOptions.Section}:{nameof(TelemetryOptions.OtlpEndpoint)}";
        var allowRemote = "true".Equals(
            configuration[$"{AdminOptions.Section}:{nameof(AdminOptions.AllowRemote)}"]?.Trim(), StringComparison.OrdinalIgnoreCase);
        if (configuration[ListenAddresses.AdminKey] is { Length: > 0 } admin
            && ListenAddresses.FaultOfAdmin(admin, allowRemote, configuration[ListenAddresses.Key]) is { } fault)
            yield return fault;
        if (configuration[Collector] is { Length: > 0 } collector
            && !(Uri.TryCreate(collector, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            yield return $"{Collector} must be an http or https address such as http://127.0.0.1:4318, and \"{collector}\" is not.";
    }

    private static string? FaultOf(string key, string value)
    {
        var section = All.FirstOrDefault(entry => key.StartsWith($"{entry.Section}:", StringComparison.OrdinalIgnoreCase));
        var name = section.Section is null ? key : key[(section.Section.Length + 1)..];
        var property = section.Options?.GetProperties().FirstOrDefault(
            candidate => candidate.CanWrite && candidate.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (property is null)
        {
            var known = All.SelectMany(entry => entry.Options.GetProperties().Where(p => p.CanWrite).Select(p => $"{entry.Section}:{p.Name}"));
            var nearest = Spelling.Nearest(key, known.ToArray());
            return $"{key} is not a setting." + (nearest is null ? "" : $" Did you mean {nearest}?");
        }

        return IsReadable(property.PropertyType, value)
            ? null
            : $"{section.Section}:{property.Name} must be {Kind(property.PropertyType)}, and \"{value}\" is not.";
    }

    private static bool IsReadable(Type type, string value)
    {
        // "30" alone would be read as thirty days, and nobody means that.
        // A number is read as an enum's value, be there such a one or not.
        if (type.IsEnum) return Enum.GetNames(type).Contains(value, StringComparer.OrdinalIgnoreCase);
        if (type == typeof(TimeSpan) && !value.Contains(':', StringComparison.Ordinal)) return false;
        try
        {
            System.ComponentModel.TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value);
            return true;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException)
        {
            return false;
        }
    }

    private static string Kind(Type type) => type switch
    {
        _ when type == typeof(TimeSpan) => "a time span such as 00:00:30 (hours:minutes:seconds)",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) || type == typeof(long) => "a whole number",
        { IsEnum: true } => string.Join(" or ", Enum.GetNames(type)),
        _ when type == typeof(double) => "a number such as 0.1",
        _ when type == typeof(Uri) => "an absolute address such as http://127.0.0.1:8081",
        _ => $"a {type.Name}",
    };
}
