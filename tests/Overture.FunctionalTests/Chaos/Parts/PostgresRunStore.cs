using System.Data.Common;
using Npgsql;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Chaos.Parts;

/// <summary>
/// A PostgreSQL server of the run's own: it can be stopped as by a power cut, its tables can be locked, and each node
/// has a wire of its own to it.
/// </summary>
internal sealed class PostgresRunStore : SqlRunStore
{
    private readonly PostgresServer _server;
    private readonly string _connectionString;
    private readonly string _folder;

    private PostgresRunStore(PostgresServer server, string connectionString, string folder) =>
        (_server, _connectionString, _folder) = (server, connectionString, folder);

    protected override IReadOnlyList<(
        string Name, Func<TimeSpan, CancellationToken, Task> DisturbAsync)> Disturbances =>
        [("database stopped", StopAsync), ("database busy", LockAsync)];

    public static async Task<PostgresRunStore> StartAsync(string folder)
    {
        var server = new PostgresServer();
        await server.InitializeAsync();
        return new PostgresRunStore(server, await server.CreateDatabaseAsync(), folder);
    }

    public override (IReadOnlyList<string> Arguments, DatabaseWire? Wire) Attach(string node)
    {
        var through = new NpgsqlConnectionStringBuilder(_connectionString);
        var wire = new DatabaseWire(through.Port);
        through.Port = wire.Port;
        return (["--data", Path.Combine(_folder, node), $"--Overture:Storage:PostgreSql={through}"], wire);
    }

    public override Task KeepAsync(string folder) =>
        PostgresServer.DumpAsync(_connectionString, Path.Combine(folder, "overture.sql"));

    public override ValueTask DisposeAsync() => _server.DisposeAsync();

    protected override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection($"{_connectionString};Pooling=false");
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private async Task StopAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        await _server.StopAsync();
        try
        {
            await Task.Delay(duration, TimeProvider.System, cancellationToken);
        }
        finally
        {
            await _server.StartAsync();
        }
    }

    private async Task LockAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN; LOCK TABLE accounts, invitations, ledger IN SHARE ROW EXCLUSIVE MODE";
        await command.ExecuteNonQueryAsync(cancellationToken);
        // Closing the connection ends the transaction, also when the run is cancelled here.
        await Task.Delay(duration, TimeProvider.System, cancellationToken);
    }
}
