using Overture.Server.Workspaces;

namespace Overture.Server.Hosting.SettingsRules;

/// <summary>Only this machine can reach the sandbox.</summary>
internal sealed class SandboxAddressRule : SettingsRule<SandboxSettings>
{
    protected override IEnumerable<string> FaultsOf(SandboxSettings options) =>
        ListenAddresses.FaultOf(options) is { } fault ? [fault] : [];
}
