namespace Overture.Server.Storage.Postgres;

/// <summary>
/// Who is in the cluster: two tables of ours, and the statements with which Orleans reads and writes them. Its ADO.NET
/// provider has none of its own; it looks them up by key in a table whose name and columns it fixes, as it does the
/// names of parameters and columns in them. A change needs a migration of its own: nodes of both versions run side by
/// side on these texts.
/// </summary>
internal static class MembershipSchema
{
    public const string Create =
        """
        CREATE TABLE cluster_versions (
            cluster_id text PRIMARY KEY,
            version integer NOT NULL);

        CREATE TABLE cluster_members (
            cluster_id text NOT NULL REFERENCES cluster_versions ON DELETE CASCADE,
            address text NOT NULL,
            port integer NOT NULL,
            generation integer NOT NULL,
            silo_name text NOT NULL,
            host_name text NOT NULL,
            status integer NOT NULL,
            proxy_port integer NOT NULL,
            suspect_times text,
            started_at timestamptz NOT NULL,
            alive_at timestamptz NOT NULL,
            PRIMARY KEY (cluster_id, address, port, generation));

        CREATE TABLE OrleansQuery (
            QueryKey text PRIMARY KEY,
            QueryText text NOT NULL);
        """;

    private const string ThisMember =
        "cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation";

    private const string MemberColumns =
        """
        members.address AS Address, members.port AS Port, members.generation AS Generation,
            members.silo_name AS SiloName, members.host_name AS HostName, members.status AS Status,
            members.proxy_port AS ProxyPort, members.suspect_times AS SuspectTimes, members.started_at AS StartTime,
            members.alive_at AS IAmAliveTime
        """;

    /// <summary>
    /// Text by key. A write that changes the version compares it first: of two with the same version the second waits
    /// for the row, finds it changed and touches nothing. It is one statement, so the member and the version change
    /// together or not at all.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string> Statements = new Dictionary<string, string>
    {
        // The outer join gives the version even when there is no member.
        ["MembershipReadAllKey"] =
            $"""
            SELECT {MemberColumns}, versions.version AS Version
            FROM cluster_versions AS versions LEFT JOIN cluster_members AS members USING (cluster_id)
            WHERE cluster_id = @DeploymentId
            """,
        ["MembershipReadRowKey"] =
            $"""
            SELECT {MemberColumns}, versions.version AS Version
            FROM cluster_versions AS versions LEFT JOIN (SELECT * FROM cluster_members
                WHERE {ThisMember}) AS members USING (cluster_id)
            WHERE cluster_id = @DeploymentId
            """,
        ["InsertMembershipVersionKey"] =
            """
            WITH inserted AS (
                INSERT INTO cluster_versions (cluster_id, version) VALUES (@DeploymentId, 0)
                ON CONFLICT DO NOTHING
                RETURNING cluster_id)
            SELECT EXISTS (SELECT FROM inserted)
            """,
        ["InsertMembershipKey"] =
            $"""
            WITH raised AS (
                UPDATE cluster_versions SET version = version + 1
                WHERE cluster_id = @DeploymentId AND version = @Version
                    AND NOT EXISTS (SELECT FROM cluster_members WHERE {ThisMember})
                RETURNING cluster_id),
            inserted AS (
                INSERT INTO cluster_members (
                    cluster_id, address, port, generation, silo_name, host_name, status, proxy_port, started_at,
                        alive_at)
                SELECT cluster_id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime,
                    @IAmAliveTime
                FROM raised
                RETURNING cluster_id)
            SELECT EXISTS (SELECT FROM inserted)
            """,
        // The member is locked first: a clean-up could take it away between the two updates. Its time of life never
        // goes back, because a node that suspects it writes the time that it has read.
        ["UpdateMembershipKey"] =
            $"""
            WITH found AS (
                SELECT cluster_id FROM cluster_members WHERE {ThisMember} FOR UPDATE),
            raised AS (
                UPDATE cluster_versions SET version = version + 1
                WHERE cluster_id = @DeploymentId AND version = @Version AND EXISTS (SELECT FROM found)
                RETURNING cluster_id),
            updated AS (
                UPDATE cluster_members
                SET status = @Status, suspect_times = @SuspectTimes, alive_at = GREATEST(alive_at, @IAmAliveTime)
                WHERE {ThisMember} AND EXISTS (SELECT FROM raised)
                RETURNING cluster_id)
            SELECT EXISTS (SELECT FROM updated)
            """,
        ["UpdateIAmAlivetimeKey"] =
            $"UPDATE cluster_members SET alive_at = @IAmAliveTime WHERE {ThisMember}",
        ["DeleteMembershipTableEntriesKey"] =
            "DELETE FROM cluster_versions WHERE cluster_id = @DeploymentId",
        // The provider insists on this one, but uses the next, with which it names each dead member as it has read it.
        ["CleanupDefunctSiloEntriesKey"] =
            """
            DELETE FROM cluster_members
            WHERE cluster_id = @DeploymentId AND status = 6 AND GREATEST(started_at, alive_at) < @IAmAliveTime
            """,
        ["CleanupDefunctSiloEntryKey"] =
            $"""
            DELETE FROM cluster_members
            WHERE {ThisMember} AND status = 6 AND started_at = @StartTime AND alive_at = @IAmAliveTime
                AND COALESCE(suspect_times, '') = COALESCE(@SuspectTimes, '')
            """,
        ["GatewaysQueryKey"] =
            """
            SELECT address AS Address, proxy_port AS ProxyPort, generation AS Generation
            FROM cluster_members
            WHERE cluster_id = @DeploymentId AND status = @Status AND proxy_port > 0
            """,
    };

    /// <summary>Puts one statement where the provider looks for it.</summary>
    public static string InsertOf(string key) =>
        $"INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('{key}', $sql${Statements[key]}$sql$);";

    public const string Drop = "DROP TABLE OrleansQuery; DROP TABLE cluster_members; DROP TABLE cluster_versions;";
}
