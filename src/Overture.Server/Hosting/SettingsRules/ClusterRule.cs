using System.Net;
using Microsoft.Extensions.Options;
using Overture.Connectors.WebSession;
using Overture.Server.Cluster;
using Overture.Server.Storage;
using Overture.Server.Workspaces;

namespace Overture.Server.Hosting.SettingsRules;

/// <summary>The nodes of a cluster share one database and one platform, and reach each other.</summary>
internal sealed class ClusterRule(IOptions<StorageOptions> storage, IOptions<SandboxSettings> sandbox)
    : SettingsRule<ClusterSettings>
{
    private const string InCluster =
        $"{ClusterSettings.Section}:{nameof(ClusterSettings.Mode)}={nameof(ClusterMode.PostgreSql)}";

    protected override IEnumerable<string> FaultsOf(ClusterSettings options)
    {
        if (options.Address is { } address && !IsReachable(address))
        {
            yield return $"{ClusterSettings.Section}:{nameof(options.Address)} must be the IP address of this machine "
                + $"that the other nodes reach, and \"{address}\" is not.";
        }

        if (options.Mode == ClusterMode.Alone) yield break;
        if (string.IsNullOrEmpty(storage.Value.PostgreSql))
        {
            yield return $"{InCluster} needs the connection string in "
                + $"{StorageOptions.Section}:{nameof(StorageOptions.PostgreSql)}.";
        }

        if (string.IsNullOrEmpty(options.Certificate) && !string.IsNullOrEmpty(options.TrustedCertificates))
        {
            yield return $"{ClusterSettings.Section}:{nameof(options.TrustedCertificates)} needs this node's own in "
                + $"{ClusterSettings.Section}:{nameof(options.Certificate)}.";
        }

        if (!string.IsNullOrEmpty(options.Certificate) && NodeCertificates.FaultOf(options) is { } fault)
        {
            yield return $"{ClusterSettings.Section}:{nameof(options.Certificate)}: {fault}";
        }

        if (sandbox.Value.Enabled)
        {
            yield return $"{InCluster}: each node would start its own sandbox, and people invited in one would be "
                + $"unknown in the others; set {SandboxSettings.Section}:{nameof(SandboxSettings.Enabled)}=false and "
                + $"{WebSessionOptions.Section}:{nameof(WebSessionOptions.BaseAddress)}.";
        }
    }

    private static bool IsReachable(string address) =>
        IPAddress.TryParse(address, out var ip) && !ip.Equals(IPAddress.Any) && !ip.Equals(IPAddress.IPv6Any);
}
