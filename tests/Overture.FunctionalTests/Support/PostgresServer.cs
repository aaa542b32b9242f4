using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Overture.FunctionalTests.Support;

/// <summary>A real PostgreSQL on a free port with a folder of its own, from the machine's Debian package.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    /// <summary>The one user who is asked for a password; which one is right nobody knows.</summary>
    public const string GuardedUser = "guarded";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _directory = Directory.CreateTempSubdirectory("overture-postgres-").FullName;
    private int _databases;

    public int Port { get; } = FreePort();

    private string Data => Path.Combine(_directory, "data");

    public async ValueTask InitializeAsync()
    {
        if (Environment.IsPrivilegedProcess) await RunAsync("chown", "postgres", _directory);
        await RunAsPostgresAsync(
            Binary("initdb"), "--pgdata", Data, "--auth", "trust", "--username", "postgres", "--encoding", "UTF8");
        var access = Path.Combine(Data, "pg_hba.conf");
        var rules = await File.ReadAllTextAsync(access, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            access, $"host all {GuardedUser} 127.0.0.1/32 scram-sha-256\n{rules}",
            TestContext.Current.CancellationToken);
        await StartAsync();
    }

    public Task StartAsync() => RunAsPostgresAsync(
        Binary("pg_ctl"), "--pgdata", Data, "--wait", "--log", Path.Combine(_directory, "log"),
        "--options",
        $"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200",
        "start");

    /// <summary>Stops it as a power cut would: no checkpoint, sessions are cut.</summary>
    public Task StopAsync() => RunAsPostgresAsync(
        Binary("pg_ctl"), "--pgdata", Data, "--wait", "--mode", "immediate", "stop");

    /// <summary>Writes a database into a file as statements.</summary>
    public static Task DumpAsync(string connectionString, string file)
    {
        var from = new NpgsqlConnectionStringBuilder(connectionString);
        return RunAsync(
            Binary("pg_dump"), "--host", from.Host!, "--port", $"{from.Port}", "--username", from.Username!,
            "--dbname", from.Database!, "--file", file);
    }

    /// <summary>Makes an empty database and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"overture_{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return ConnectionString(name);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await StopAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database};Timeout=5;Command Timeout=10";

    private static string Binary(string name) =>
        Directory.GetDirectories("/usr/lib/postgresql").Order().Select(version => Path.Combine(version, "bin", name))
            .LastOrDefault(File.Exists)
        ?? throw new InvalidOperationException(
            "PostgreSQL is missing; ./test installs it (Debian package postgresql).");

    // PostgreSQL refuses to run as root, which is who runs the tests in most containers.
    private static Task RunAsPostgresAsync(string program, params string[] arguments) => Environment.IsPrivilegedProcess
        ? RunAsync("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", program, .. arguments])
        : RunAsync(program, arguments);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // Its output goes nowhere: a server that it starts would keep a pipe open for as long as it runs.
        var start = new ProcessStartInfo(
            "/bin/sh")
        { ArgumentList = { "-c", "exec \"$@\" >/dev/null 2>&1", "sh", program } };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(deadline.Token);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
