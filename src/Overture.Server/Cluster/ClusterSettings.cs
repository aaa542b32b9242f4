using System.ComponentModel.DataAnnotations;

namespace Overture.Server.Cluster;

/// <summary>Settings of the cluster that this node belongs to (<c>Overture:Cluster</c>).</summary>
internal sealed class ClusterSettings
{
    public const string Section = "Overture:Cluster";

    /// <summary>
    /// Whether this node serves alone or in a cluster. Default <c>Alone</c>; <c>PostgreSql</c> joins the nodes that use
    /// the database in <c>Overture:Storage:PostgreSql</c>.
    /// </summary>
    public ClusterMode Mode { get; set; }

    /// <summary>
    /// IP address at which the other nodes reach this one. Default none: the first address of this machine that is not
    /// loopback.
    /// </summary>
    public string? Address { get; set; }

    /// <summary>Port at which the other nodes reach this one. Default 11111; 1 to 65,535.</summary>
    [Range(1, 65_535)]
    public int Port { get; set; } = 11_111;

    /// <summary>
    /// How long a node can be silent before the others declare it dead and take over its accounts. Default 10 s; 2 s to
    /// 10 min. A shorter time serves a dead node's accounts sooner, but declares a busy node dead more often.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:10:00")]
    public TimeSpan DeadAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// PEM file with this node's certificate and its private key. With it, nodes talk over TLS and accept only nodes
    /// that show a trusted certificate. Default none: traffic between nodes is neither encrypted nor authenticated, so
    /// use a private network.
    /// </summary>
    public string? Certificate { get; set; }

    /// <summary>
    /// PEM file with the certificates that issue the nodes' certificates. Use an authority that issues nothing else.
    /// Default none: the nodes share one self-signed certificate.
    /// </summary>
    public string? TrustedCertificates { get; set; }
}
