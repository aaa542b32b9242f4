namespace Overture.Server.Cluster;

/// <summary>Whether a node serves alone or with others.</summary>
internal enum ClusterMode
{
    /// <summary>One node serves everything.</summary>
    Alone,

    /// <summary>The nodes on one PostgreSQL database share the accounts.</summary>
    PostgreSql,
}
