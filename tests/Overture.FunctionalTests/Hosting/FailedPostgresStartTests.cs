using System.Net;
using System.Net.Sockets;
using Npgsql;
using Overture.FunctionalTests.StoreConformance;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Hosting;

/// <summary>A PostgreSQL that cannot be used is reported in one sentence without the password.</summary>
[Collection(PostgresCollection.Name)]
public sealed class FailedPostgresStartTests(PostgresServer postgres) : IDisposable
{
    private const string Password = "never-printed";

    private readonly string _directory = Directory.CreateTempSubdirectory("overture-start-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Server_is_unreachable() => Assert.StartsWith(
        "The database cannot be used: Failed to connect to 127.0.0.1:1",
        await FaultAsync(settings => settings.Port = 1), StringComparison.Ordinal);

    [Fact]
    public async Task Database_does_not_exist() => Assert.Equal(
        "The database cannot be used: 3D000: database \"nowhere\" does not exist.",
        await FaultAsync(settings => settings.Database = "nowhere"));

    [Fact]
    public async Task Password_is_wrong() => Assert.Equal(
        "The database cannot be used: 28P01: password authentication failed for user "
        + $"\"{PostgresServer.GuardedUser}\".",
        await FaultAsync(settings => settings.Username = PostgresServer.GuardedUser));

    [Fact]
    public async Task User_must_not_create_tables()
    {
        var database = new NpgsqlConnectionStringBuilder(await postgres.CreateDatabaseAsync());
        await using var connection = new NpgsqlConnection(database.ToString());
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var create = new NpgsqlCommand(
            "DO $$ BEGIN CREATE ROLE reader LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$", connection);
        await create.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        (database.Username, database.Password) = ("reader", Password);

        var (code, errors) = await StartAsync(database.ToString());

        Assert.Equal(
            (3, "The database cannot be used: 42501: permission denied for schema public."), (code, errors));
    }

    [Fact]
    public async Task Connection_string_is_unreadable()
    {
        var (code, errors) = await StartAsync($"postgres://overture:{Password}@db.example.org/overture");

        Assert.Equal(2, code);
        Assert.StartsWith(
            "Overture:Storage:PostgreSql is not a connection string such as", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cluster_address_is_in_use()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var (code, errors) = await StartAsync(
            await postgres.CreateDatabaseAsync(), "--Overture:Cluster:Mode=PostgreSql",
            "--Overture:Cluster:Address=127.0.0.1", $"--Overture:Cluster:Port={port}");

        Assert.Equal(4, code);
        Assert.Equal(
            $"Failed to bind to address 127.0.0.1:{port}: address already in use. "
            + "Choose another with Overture:Cluster:Address and Overture:Cluster:Port.",
            errors);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("node-1")]
    public async Task Cluster_address_is_not_an_address_of_this_machine(string address)
    {
        var (code, errors) = await StartAsync(
            await postgres.CreateDatabaseAsync(), "--Overture:Cluster:Mode=PostgreSql",
            $"--Overture:Cluster:Address={address}");

        Assert.Equal(2, code);
        Assert.Equal(
            "Overture:Cluster:Address must be the IP address of this machine that the other nodes reach, "
            + $"and \"{address}\" is not.",
            errors);
    }

    private async Task<string> FaultAsync(Action<NpgsqlConnectionStringBuilder> change)
    {
        var settings = new NpgsqlConnectionStringBuilder(await postgres.CreateDatabaseAsync()) { Password = Password };
        change(settings);
        var (code, errors) = await StartAsync(settings.ToString());
        Assert.Equal(3, code);
        return errors;
    }

    private async Task<(int ExitCode, string Errors)> StartAsync(string connectionString, params string[] settings)
    {
        using var server = ServerProcess.Start(
            ["--urls", "http://127.0.0.1:0", "--data", _directory, "--Overture:Sandbox:Enabled=false", .. settings],
            ("OVERTURE__STORAGE__POSTGRESQL", connectionString));
        var (code, output, errors) = await server.EndAsync();
        Assert.Single(errors.Trim().Split('\n'));
        Assert.DoesNotContain(Password, output + errors, StringComparison.Ordinal);
        return (code, errors.Trim());
    }
}
