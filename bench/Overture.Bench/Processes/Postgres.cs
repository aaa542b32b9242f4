using Npgsql;

namespace Overture.Bench.Processes;

/// <summary>An own PostgreSQL server from the Debian package, with the package's settings.</summary>
internal sealed class Postgres : IDisposable
{
    private readonly string _folder;
    private readonly int _port = Ports.Take();
    private Child? _child;

    private Postgres(string folder) => _folder = folder;

    public int Id => _child!.Id;

    public string ConnectionString =>
        $"Host=127.0.0.1;Port={_port};Username=postgres;Database=overture;Timeout=15;Command Timeout=600";

    private string Data => Path.Combine(_folder, "data");

    private string Log => Path.Combine(_folder, "log");

    public static async Task<Postgres> StartAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        var server = new Postgres(folder);
        if (Environment.IsPrivilegedProcess) await Child.RunAsync(server.Log, "chown", "-R", "postgres", folder);
        await server.RunAsync(
            "initdb", "--pgdata", server.Data, "--auth", "trust", "--username", "postgres", "--encoding", "UTF8");
        server._child = Child.Start(server.Log, AsPostgres(
            Binary("postgres"), "-D", server.Data, "-p", $"{server._port}",
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="));
        await server.CreateDatabaseAsync();
        return server;
    }

    public async Task<string> VersionAsync() => await ScalarAsync<string>("SHOW server_version");

    public async Task<double> MegabytesAsync() =>
        await ScalarAsync<long>("SELECT pg_database_size('overture')") / 1048576.0;

    /// <summary>Writes the keys that encrypt the sessions from their table into files.</summary>
    public async Task WriteKeysAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT friendly_name, xml FROM data_protection_keys", connection);
        await using var keys = await command.ExecuteReaderAsync();
        while (await keys.ReadAsync())
        {
            await File.WriteAllTextAsync(Path.Combine(folder, $"{keys.GetString(0)}.xml"), keys.GetString(1));
        }
    }

    public void Dispose() => _child?.Dispose();

    /// <summary>Shuts it down; a PostgreSQL that is killed leaves shared memory behind.</summary>
    public async Task StopAsync() => await RunAsync("pg_ctl", "--pgdata", Data, "--wait", "--mode", "fast", "stop");

    private async Task CreateDatabaseAsync()
    {
        var server = ConnectionString.Replace("Database=overture", "Database=postgres", StringComparison.Ordinal);
        for (var tried = 0; ; tried++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(server);
                await connection.OpenAsync();
                await using var command = new NpgsqlCommand("CREATE DATABASE overture", connection);
                await command.ExecuteNonQueryAsync();
                return;
            }
            catch (NpgsqlException) when (tried < 100 && !_child!.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            }
        }
    }

    private async Task<T> ScalarAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private async Task RunAsync(string program, params string[] arguments)
    {
        if (await Child.RunAsync(Log, AsPostgres(Binary(program), arguments)) != 0)
        {
            throw new BenchException($"{program} failed; {Log} says why.");
        }
    }

    // PostgreSQL refuses to run as root, which most containers do.
    private static IEnumerable<string> AsPostgres(string program, params string[] arguments) =>
        Environment.IsPrivilegedProcess
        ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", program, .. arguments]
        : [program, .. arguments];

    private static string Binary(string name) =>
        (Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [])
            .Order().Select(version => Path.Combine(version, "bin", name)).LastOrDefault(File.Exists)
        ?? throw new BenchException(
            "PostgreSQL is missing: install the Debian package postgresql, or leave out the server \"postgres\".");
}
