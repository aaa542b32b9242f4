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
    public async Task The_connection_string_is_none()
    {
        var (code, errors) = await StartAsync($"postgres://overture:{Password}@db.example.org/overture");

        Assert.Equal(2, code);
        Assert.StartsWith("Overture:Storage:PostgreSql is not a connection string such as", errors, StringComparison.Ordinal);
    }

    private async Task<string> FaultAsync(Action<NpgsqlConnectionStringBuilder> change)
    {
        var settings = new NpgsqlConnectionStringBuilder(await postgres.CreateDatabaseAsync()) { Password = Password };
        change(settings);
        var (code, errors) = await StartAsync(settings.ToString());
        Assert.Equal(3, code);
        return errors;
    }

    private async Task<(int ExitCode, string Errors)> StartAsync(string connectionString)
    {
        using var server = ServerProcess.Start(
            ["--urls", "http://127.0.0.1:0", "--data", _directory, "--Overture:Sandbox:Enabled=false"],
            ("OVERTURE__STORAGE__POSTGRESQL", connectionString));
        var (code, output, errors) = await server.EndAsync();
        Assert.Single(errors.Trim().Split('\n'));
        Assert.DoesNotContain(Password, output + errors, StringComparison.Ordinal);
        return (code, errors.Trim());
    }
}
