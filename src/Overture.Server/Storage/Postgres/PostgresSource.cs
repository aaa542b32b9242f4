using Npgsql;

namespace Overture.Server.Storage.Postgres;

/// <summary>Opens connections to the database that an operator named.</summary>
internal static class PostgresSource
{
    /// <summary>
    /// What the operator gave; where nothing is said, what suits a gateway better than the driver's own defaults.
    /// </summary>
    public static NpgsqlDataSource Create(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString)
        {
            // The commit queue's statements are few and always the same.
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 2,
            // Tells the commit writer which guard was not met.
            IncludeFailedBatchedCommand = true,
        };
        // Callers wait: a database that cannot be reached has to be noticed in seconds.
        if (!connection.ShouldSerialize("Timeout")) connection.Timeout = 5;
        if (!connection.ShouldSerialize("Command Timeout")) connection.CommandTimeout = 10;
        // Of every node; all nodes together must not exceed what the database admits.
        if (!connection.ShouldSerialize("Maximum Pool Size")) connection.MaxPoolSize = 30;
        return NpgsqlDataSource.Create(connection);
    }
}
