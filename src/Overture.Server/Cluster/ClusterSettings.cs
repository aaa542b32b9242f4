using System.ComponentModel.DataAnnotations;

namespace Overture.Server.Cluster;

/// <summary>Settings of the cluster that this node belongs to (<c>Overture:Cluster</c>).</summary>
internal sealed class ClusterSettings
{
    public const string Section = "Overture:Cluster";

    /// <summary>
    /// Whether this node serves alone or with others. Default <c>Alone</c>; <c>PostgreSql</c> joins the nodes that use the same
    /// database, which <c>Overture:Storage:PostgreSql</c> names.
    /// </summary>
    public ClusterMode Mode { get; set; }

    /// <summary>
    /// IP address under which the other nodes reach this one. Default none: the first address of this machine that is not
    /// loopback. What travels there is neither encrypted nor authenticated: it belongs on a private network.
    /// </summary>
    public string? Address { get; set; }

    /// <summary>Port under which the other nodes reach this one. Default 11111; 1 to 65,535.</summary>
    [Range(1, 65_535)]
    public int Port { get; set; } = 11_111;

    /// <summary>
    /// How long a node may be silent before the others call it dead and take its accounts over. Default 10 s; 2 s to 10 min.
    /// Shorter serves a dead node's accounts sooner, and mistakes a busy one for dead more often.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:10:00")]
    public TimeSpan DeadAfter { get; set; } = TimeSpan.FromSeconds(10);
}

/// <summary>Whom a node serves with.</summary>
internal enum ClusterMode
{
    /// <summary>Nobody: one node is everything.</summary>
    Alone,

    /// <summary>All nodes on the same PostgreSQL database.</summary>
    PostgreSql,
}
