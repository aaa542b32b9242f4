using Npgsql;

namespace Overture.Server.Storage.Postgres;

/// <summary>
/// Nodes that start together make the database ready one after the other. The lock belongs to a session of its own:
/// PostgreSQL gives it up when that ends, however the node ended.
/// </summary>
internal static class StartLock
{
    // The name of the product in ASCII; the number must only differ from those of others in the same database.
    private const string Name = "x'4F76657274757265'::bigint";

    // A machine that is lost without a word would hold it for hours by the usual settings; so it is half a minute.
    private const string NoticeLostMachines =
        "SET tcp_keepalives_idle = 15; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3";

    /// <summary>
    /// Waits for its turn, for as long as a migration takes; the turn is over when the result is disposed.
    /// </summary>
    /// <param name="connectionString">Of the database.</param>
    /// <param name="onWait">Called when another node has its turn.</param>
    /// <param name="cancellationToken">Gives the place in the line up.</param>
    public static async Task<IAsyncDisposable> TakeAsync(
        string connectionString, Action onWait, CancellationToken cancellationToken)
    {
        // A pooled connection would keep its session, and so the lock, after it is closed.
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 0 };
        var connection = new NpgsqlConnection(settings.ToString());
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var attempt = new NpgsqlCommand(
                $"{NoticeLostMachines}; SELECT pg_try_advisory_lock({Name})", connection);
            if (await attempt.ExecuteScalarAsync(cancellationToken) is true) return connection;
            onWait();
            await using var wait = new NpgsqlCommand($"SELECT pg_advisory_lock({Name})", connection);
            await wait.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
