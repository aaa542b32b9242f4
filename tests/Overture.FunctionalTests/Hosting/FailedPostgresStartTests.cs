using System.Net;
using System.Net.Sockets;
using Npgsql;
using Overture.FunctionalTests.StoreConformance;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Hosting;

/// <summary>A PostgreSQL that cannot be used is told in one sentence, in which no password stands.</summary>
[Collection(PostgresCollection.Name)]
public sealed class FailedPostgresStartTests(PostgresServer postgres) : IDisposable
{
    private const string Password = "not-to-be-told";

    private readonly string _directory = Directory.CreateTempSubdirectory("overture-start-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Nobody_listens() => Assert.StartsWith(
        "The database cannot be used: Failed to connect to 127.0.0.1:1", await FaultAsync(settings => settings.Port = 1), StringComparison.Ordinal);

    [Fact]
    public async Task The_database_is_not_there() => Assert.Equal(
        "The database cannot be used: 3D000: database \"nowhere\" does not exist.", await FaultAsync(settings => settings.Database = "nowhere"));

    [Fact]
    public async Task The_password_is_wrong() => Assert.Equal(
        $"The database cannot be used: 28P01: password authentication failed for user \"{PostgresServer.GuardedUser}\".",
        await FaultAsync(settings => settings.Username = PostgresServer.GuardedUser));

    [Fact]
    public async Task The_user_may_not_make_what_commits_need()
    {
        var database = new NpgsqlConnectionStringBuilder(await postgres.CreateDatabaseAsync());
        await using var connection = new NpgsqlConnection(database.ToString());
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var revoke = new NpgsqlCommand($"""
            DO $$ BEGIN CREATE ROLE kept_short LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
            REVOKE TEMPORARY ON DATABASE "{database.Database}" FROM PUBLIC
            """, connection);
        await revoke.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        (database.Username, database.Password) = ("kept_short", Password);

        var (code, errors) = await StartAsync(database.ToString());

        Assert.Equal(
            (3, $"The database cannot be used: 42501: permission denied to create temporary tables in database \"{database.Database}\"."),
            (code, errors));
    }

    [Fact]
    public async Task The_connection_string_is_none()
    {
        var (code, errors) = await StartAsync($"postgres://overture:{Password}@db.example.org/overture");

        Assert.Equal(2, code);
        Assert.StartsWith("Overture:Storage:PostgreSql is not a connection string such as", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_among_the_nodes_is_another_ones_already()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var (code, errors) = await StartAsync(
            await postgres.CreateDatabaseAsync(), "--Overture:Cluster:Mode=PostgreSql", "--Overture:Cluster:Address=127.0.0.1", $"--Overture:Cluster:Port={port}");

        Assert.Equal(4, code);
        Assert.Equal(
            $"Failed to bind to address 127.0.0.1:{port}: address already in use. Choose another with Overture:Cluster:Address and Overture:Cluster:Port.",
            errors);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("node-1")]
    public async Task The_address_among_the_nodes_is_none(string address)
    {
        var (code, errors) = await StartAsync(
            await postgres.CreateDatabaseAsync(), "--Overture:Cluster:Mode=PostgreSql", $"--Overture:Cluster:Address={address}");

        Assert.Equal(2, code);
        Assert.Equal(
            $"Overture:Cluster:Address must be the IP address of this machine that the other nodes reach, and \"{address}\" is not.", errors);
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
