using System.ComponentModel;
using Overture.Connectors.WebSession;
using Overture.Server.Http;
using Overture.Server.Telemetry;
using Overture.Server.Workspaces;

namespace Overture.Server.Hosting;

/// <summary>
/// Faults that binding would hide or report in the binder's words: unknown keys, unreadable values and contradictions.
/// A misspelt setting must not be ignored silently.
/// </summary>
internal static class ConfigurationFaults
{
    private const string Endpoints = "Kestrel:Endpoints";

    public static IEnumerable<string> Of(IConfiguration configuration) =>
        configuration.GetSection(Settings.Root).AsEnumerable()
            .Where(setting => setting.Value is not null)
            .Select(setting => FaultOf(setting.Key, setting.Value!))
            .OfType<string>()
            .Concat(OfSandbox(configuration))
            .Concat(OfWebServer(configuration))
            .Concat(ListenAddresses.FaultsOf(configuration[ListenAddresses.Key]))
            .Concat(OfTelemetry(configuration));

    private static string? FaultOf(string key, string value)
    {
        var section = Settings.All.FirstOrDefault(
            entry => key.StartsWith($"{entry.Section}:", StringComparison.OrdinalIgnoreCase));
        if (section?.Find(key[(section.Section.Length + 1)..]) is not { } property)
        {
            var nearest = Spelling.Nearest(key, Settings.All.SelectMany(entry => entry.Keys).ToArray());
            return $"{key} is not a setting." + (nearest is null ? "" : $" Did you mean {nearest}?");
        }

        return IsReadable(property.PropertyType, value)
            ? null
            : $"{section.Section}:{property.Name} must be {Kind(property.PropertyType)}, and \"{value}\" is not.";
    }

    private static bool IsReadable(Type type, string value)
    {
        // The converter would accept any number for an enum.
        if (type.IsEnum) return Enum.GetNames(type).Contains(value, StringComparer.OrdinalIgnoreCase);
        // The converter would read "30" as thirty days.
        if (type == typeof(TimeSpan) && !value.Contains(':', StringComparison.Ordinal)) return false;
        try
        {
            TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value);
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

    private static IEnumerable<string> OfSandbox(IConfiguration configuration)
    {
        const string BaseAddress = $"{WebSessionOptions.Section}:{nameof(WebSessionOptions.BaseAddress)}";
        const string Enabled = $"{SandboxSettings.Section}:{nameof(SandboxSettings.Enabled)}";
        if (!IsWord(configuration[Enabled], "false") && configuration[BaseAddress] is not null)
        {
            yield return
                $"{BaseAddress} is set, but the server would use its own sandbox; set {Enabled}=false as well.";
        }
    }

    // Listeners that are named elsewhere would go round the rules about loopback and the admin listener's port.
    private static IEnumerable<string> OfWebServer(IConfiguration configuration) =>
        configuration.GetSection(Endpoints).GetChildren().Any()
            ? [$"{Endpoints} is not supported; name the addresses with --{ListenAddresses.Key} "
                + $"and {ListenAddresses.AdminKey}."]
            : [];

    // Checked here and not by a rule, because these settings decide what is registered.
    private static IEnumerable<string> OfTelemetry(IConfiguration configuration)
    {
        const string AllowRemote = $"{AdminOptions.Section}:{nameof(AdminOptions.AllowRemote)}";
        const string Collector = $"{TelemetryOptions.Section}:{nameof(TelemetryOptions.OtlpEndpoint)}";
        if (configuration[ListenAddresses.AdminKey] is { Length: > 0 } admin
            && ListenAddresses.FaultOfAdmin(
                admin, IsWord(configuration[AllowRemote], "true"), configuration[ListenAddresses.Key]) is { } fault)
        {
            yield return fault;
        }

        if (configuration[Collector] is { Length: > 0 } collector
            && !(Uri.TryCreate(collector, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
        {
            yield return $"{Collector} must be an http or https address such as http://127.0.0.1:4318, "
                + $"and \"{collector}\" is not.";
        }
    }

    private static bool IsWord(string? value, string word) =>
        word.Equals(value?.Trim(), StringComparison.OrdinalIgnoreCase);
}
