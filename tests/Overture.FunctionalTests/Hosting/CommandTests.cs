using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Overture.FunctionalTests.Support;
using Overture.Server.Storage;
using Overture.Server.Workspaces;

namespace Overture.FunctionalTests.Hosting;

/// <summary>
/// The operator's commands, each in its own process, beside a gateway that serves from the same store.
/// </summary>
public abstract partial class CommandTests
{
    private static readonly TimeSpan RevocationTime = TimeSpan.FromSeconds(5);

    /// <summary>One account sends more here than a day's budget.</summary>
    protected const string Unlimited = "Overture:Limits:Enabled=false";

    protected abstract Task<Gateway> StartAsync();

    /// <summary>The arguments that name the gateway's store.</summary>
    protected abstract string[] StoreOf(Gateway gateway);

    [Fact]
    public async Task New_workspace_invites_with_its_key_and_credits()
    {
        await using var gateway = await StartAsync();
        var workspace = await DoneAsync(gateway, "add-workspace", "Acme & Søhne");
        var key = await DoneAsync(gateway, "add-key", workspace, "--name", "Production");
        Assert.Matches("^ovt_[A-Za-z0-9_-]{43}$", key);
        Assert.Equal("5", await DoneAsync(gateway, "grant-credits", workspace, "5"));
        Assert.Equal("12", await DoneAsync(gateway, "grant-credits", workspace, "7"));

        var login = await gateway.SendAsync(
            Post("/v2/login", """{"platform":"linkedin","login_token":"sandbox-17"}"""), key);
        var invited = await gateway.SendAsync(
            Post(
                "/v2/network",
                $$$"""
                {"account_id":"{{{login.Data["account_id"]}}}","action":"invite","params":{"identifier":"johndoe"}}
                """),
            key);

        Assert.Equal(200, invited.Status);
        Assert.Equal(11, (await CreditsAsync(gateway, key)).Data["credits"]!.GetValue<long>());
        Assert.Matches(
            $@"^{workspace}  \S+  11 +Acme & Søhne$", (await DoneAsync(gateway, "list-workspaces")).Split('\n')[^1]);
        Assert.EndsWith(": 0 faults", await DoneAsync(gateway, "check-ledger"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoked_key_is_refused_and_the_workspaces_other_key_is_not()
    {
        await using var gateway = await StartAsync();
        var workspace = await DoneAsync(gateway, "add-workspace", "Acme");
        var (kept, lost) = (
            await DoneAsync(gateway, "add-key", workspace),
            await DoneAsync(gateway, "add-key", workspace, "--name=Lost"));
        Assert.Equal(200, (await CreditsAsync(gateway, lost)).Status);
        var listed = await DoneAsync(gateway, "list-keys", workspace);
        var id = LostKey().Match(listed).Groups["id"].Value;
        Assert.DoesNotContain(lost, listed, StringComparison.Ordinal);

        Assert.Equal($"Key {id} is revoked.", await DoneAsync(gateway, "revoke-key", id));
        await Eventually.HoldsAsync(
            async () => (await CreditsAsync(gateway, lost)).Reason == "unknown_api_key", "the key is refused");

        Assert.Equal(200, (await CreditsAsync(gateway, kept)).Status);
        Assert.Matches($@"(?m)^{id}  \S+Z  \S+Z +Lost\r?$", await DoneAsync(gateway, "list-keys", workspace));
        Assert.Equal((1, $"Key {id} was already revoked."), await RefusedAsync(gateway, "revoke-key", id));
    }

    [Fact]
    public async Task Cached_key_is_refused_within_five_seconds_of_its_revocation()
    {
        await using var gateway = await StartAsync();
        var keys = gateway.Services.GetRequiredService<IssuedKeys>();
        var (id, key) = await keys.AddAsync(RowKey.Sandbox, "Lost", TestContext.Current.CancellationToken);
        Assert.Equal(200, (await CreditsAsync(gateway, key)).Status);

        // Calls what the command calls, because starting a process takes a good part of the time.
        await keys.RevokeAsync(id, TestContext.Current.CancellationToken);
        var revokedAt = TimeProvider.System.GetTimestamp();
        await Eventually.HoldsAsync(
            async () => (await CreditsAsync(gateway, key)).Reason == "unknown_api_key", "the key is refused");
        Assert.InRange(TimeProvider.System.GetElapsedTime(revokedAt), TimeSpan.Zero, RevocationTime);
    }

    [Fact]
    public async Task Grants_and_debits_of_one_balance_at_once_lose_nothing()
    {
        await using var gateway = await StartAsync();
        var inviting = Enumerable.Range(1, 60)
            .Select(person => gateway.InviteAsync("acc_sandbox", $"person-{person}")).ToArray();
        for (var grant = 0; grant < 3; grant++) await DoneAsync(gateway, "grant-credits", "ws_sandbox", "1000");

        Assert.All(await Task.WhenAll(inviting), answer => Assert.Equal(200, answer.Status));
        Assert.Equal(1_000_000 + (3 * 1000) - 60, await gateway.CreditsAsync());
        Assert.EndsWith(": 0 faults", await DoneAsync(gateway, "check-ledger"), StringComparison.Ordinal);
    }

    protected async Task<string> DoneAsync(Gateway gateway, params string[] command)
    {
        using var process = ServerProcess.Start([.. command, .. StoreOf(gateway)]);
        var (code, output, errors) = await process.EndAsync();
        Assert.True(code == 0, $"{command[0]} ended with {code}: {output}{errors}");
        return output.TrimEnd();
    }

    protected Task<(int Code, string Errors)> RefusedAsync(Gateway gateway, params string[] command) =>
        RefusedAsync([.. command, .. StoreOf(gateway)]);

    internal static async Task<(int Code, string Errors)> RefusedAsync(string[] args)
    {
        using var process = ServerProcess.Start(args);
        var (code, output, errors) = await process.EndAsync();
        Assert.Equal("", output);
        return (code, errors.TrimEnd());
    }

    private static Task<Answered> CreditsAsync(Gateway gateway, string key) =>
        gateway.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/v2/credits"), key);

    private static HttpRequestMessage Post(string path, string body) =>
        new(HttpMethod.Post, path) { Content = new StringContent(body, null, "application/json") };

    [GeneratedRegex(@"^(?<id>key_\w+) .* Lost\r?$", RegexOptions.Multiline)]
    private static partial Regex LostKey();
}

public sealed class SqliteCommandTests : CommandTests
{
    protected override Task<Gateway> StartAsync() => Gateway.StartAsync(settings: Unlimited);

    protected override string[] StoreOf(Gateway gateway) => ["--data", gateway.DataDirectory];

    [Fact]
    public async Task Command_waits_for_a_writer_and_reports_a_timeout()
    {
        await using var gateway = await StartAsync();
        await using var writer = new SqliteConnection(
            $"Data Source={Path.Combine(gateway.DataDirectory, "overture.db")};Pooling=False");
        await writer.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = writer.BeginTransaction(deferred: false);

        var (code, errors) = await RefusedAsync(gateway, "add-workspace", "Acme");
        Assert.Equal(3, code);
        Assert.StartsWith("The database cannot be used: ", errors, StringComparison.Ordinal);
        Assert.Single(errors.Split('\n'));

        var waiting = DoneAsync(gateway, "add-workspace", "Acme");
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, TestContext.Current.CancellationToken);
        await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("ws_", await waiting, StringComparison.Ordinal);
    }
}

public sealed class PostgresCommandTests(PostgresServer postgres) : CommandTests, IClassFixture<PostgresServer>
{
    private string _connectionString = "";

    protected override async Task<Gateway> StartAsync()
    {
        _connectionString = await postgres.CreateDatabaseAsync();
        return await Gateway.StartAsync(settings: [$"Overture:Storage:PostgreSql={_connectionString}", Unlimited]);
    }

    // No data folder: an operator's machine may have none.
    protected override string[] StoreOf(Gateway gateway) =>
        [$"--Overture:Storage:PostgreSql={_connectionString}", "--data", "/nowhere"];
}
