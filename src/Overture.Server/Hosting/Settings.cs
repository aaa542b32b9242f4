using Microsoft.Extensions.Options;
using Overture.Connectors.WebSession;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Accounts.Upstream;
using Overture.Server.Cluster;
using Overture.Server.Credits;
using Overture.Server.Growth;
using Overture.Server.Hosting.SettingsRules;
using Overture.Server.Http;
using Overture.Server.Invitations;
using Overture.Server.Limits;
using Overture.Server.Queue;
using Overture.Server.Storage;
using Overture.Server.Telemetry;
using Overture.Server.Workspaces;

namespace Overture.Server.Hosting;

/// <summary>All sections an operator can set, each bound to its class and validated at start.</summary>
internal static class Settings
{
    public const string Root = "Overture";

    /// <summary>The sections, in the order of docs/configuration.md.</summary>
    public static readonly IReadOnlyList<SettingsSection> All =
    [
        SettingsSection.Of<StorageOptions>(StorageOptions.Section),
        SettingsSection.Of<ClusterSettings>(ClusterSettings.Section),
        SettingsSection.Of<HttpOptions>(HttpOptions.Section),
        SettingsSection.Of<AccountOptions>(AccountOptions.Section),
        SettingsSection.Of<UpstreamOptions>(UpstreamOptions.Section),
        SettingsSection.Of<InvitationOptions>(InvitationOptions.Section),
        SettingsSection.Of<LimitsOptions>(LimitsOptions.Section),
        SettingsSection.Of<QueueOptions>(QueueOptions.Section),
        SettingsSection.Of<CreditsOptions>(CreditsOptions.Section),
        SettingsSection.Of<CapOptions>(CapOptions.Section),
        SettingsSection.Of<RetentionOptions>(RetentionOptions.Section),
        SettingsSection.Of<SandboxSettings>(SandboxSettings.Section),
        SettingsSection.Of<AdminOptions>(AdminOptions.Section),
        SettingsSection.Of<TelemetryOptions>(TelemetryOptions.Section),
        SettingsSection.Of<WebSessionOptions>(WebSessionOptions.Section, bringsValidator: true),
    ];

    public static void AddSettings(this IServiceCollection services, IConfiguration configuration)
    {
        foreach (var section in All) section.Bind(services, configuration);
        services.AddSingleton<IValidateOptions<StorageOptions>, ConnectionStringRule>();
        services.AddSingleton<IValidateOptions<InvitationOptions>, InvitationTimesRule>();
        services.AddSingleton<IValidateOptions<LimitsOptions>, LimitsRule>();
        services.AddSingleton<IValidateOptions<SandboxSettings>, SandboxAddressRule>();
        services.AddSingleton<IValidateOptions<ClusterSettings>, ClusterRule>();
    }
}
