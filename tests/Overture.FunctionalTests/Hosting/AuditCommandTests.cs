using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Overture.Client.Contract;
using Overture.FunctionalTests.Support;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Actions;
using Overture.Server.Audit;
using Overture.Server.Http;
using Overture.Server.Storage;
using Overture.Server.Workspaces;

namespace Overture.FunctionalTests.Hosting;

/// <summary>The check of the audit accepts what the gateway wrote and finds each kind of tampering.</summary>
public abstract class AuditCommandTests
{
    private const string Account = "acc_sandbox";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    protected abstract Task<Gateway> StartAsync();

    [Fact]
    public async Task Untouched_audit_has_no_faults_and_every_row_changes_its_digest()
    {
        await using var gateway = await StartUsedAsync();
        var report = await CheckAsync(gateway);
        Assert.Empty(report.Faults);
        Assert.Equal((2, 6), (report.Chains, report.Rows));
        Assert.Equal(report.Digest, (await CheckAsync(gateway)).Digest);

        Assert.Equal("already_invited", (await gateway.InviteAsync(Account, "person-1")).Reason);
        Assert.NotEqual(report.Digest, (await CheckAsync(gateway)).Digest);
    }

    [Theory]
    [InlineData("UPDATE audit SET decision = 1 WHERE chain = 1 AND number = 2", "row 2 does not follow")]
    [InlineData("UPDATE audit SET api_key_id = NULL WHERE chain = 1 AND number = 1", "row 1 does not follow")]
    [InlineData(
        """
        UPDATE audit SET hash = (SELECT hash FROM audit WHERE chain = 1 AND number = 1) WHERE chain = 1 AND number = 4
        """,
        "row 4 does not follow")]
    [InlineData("DELETE FROM audit WHERE chain = 1 AND number = 1", "row 1 is missing")]
    [InlineData("DELETE FROM audit WHERE chain = 1 AND number = 3", "row 3 is missing")]
    [InlineData("DELETE FROM audit WHERE chain = 1 AND number IN (2, 3)", "rows 2 to 3 are missing")]
    [InlineData("DELETE FROM audit WHERE chain = 1 AND number = 5", "has its outcome and no row")]
    [InlineData(
        """
        UPDATE audit SET number = -2 WHERE chain = 1 AND number = 2;
        UPDATE audit SET number = 2 WHERE chain = 1 AND number = 3;
        UPDATE audit SET number = 3 WHERE chain = 1 AND number = -2
        """,
        "row 2 does not follow")]
    [InlineData(
        """
        UPDATE audit SET number = -number WHERE chain = 1 AND number > 2;
        UPDATE audit SET number = 1 - number WHERE chain = 1 AND number < 0;
        INSERT INTO audit (chain, number, at, act, decision, hash) SELECT chain, 3, at, act, decision, hash FROM audit
            WHERE chain = 1 AND number = 2
        """,
        "row 3 does not follow")]
    [InlineData(
        """
        INSERT INTO audit (chain, number, at, act, decision, hash) SELECT chain, 0, at, act, decision, hash FROM audit
            WHERE chain = 1 AND number = 1
        """,
        "row 0 was put in")]
    public async Task Tampering_is_found(string sql, string fault)
    {
        await using var gateway = await StartUsedAsync();
        await TamperAsync(gateway, sql);
        var faults = (await CheckAsync(gateway)).Faults;
        // A missing row of an invitation is reported twice: for the chain and for the invitation.
        Assert.InRange(faults.Count, 1, 2);
        Assert.All(faults, found => Assert.StartsWith($"Chain {Account}: ", found, StringComparison.Ordinal));
        Assert.Contains(fault, faults[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fault_in_one_chain_hides_none_in_another()
    {
        await using var gateway = await StartUsedAsync();
        await TamperAsync(gateway, "UPDATE audit SET detail = 'none' WHERE number = 1");
        Assert.Equal(2, (await CheckAsync(gateway)).Faults.Count);
    }

    [Fact]
    public async Task A_row_of_a_key_that_does_not_exist_is_a_fault_and_one_of_a_revoked_key_is_none()
    {
        await using var gateway = await StartUsedAsync();
        var keys = gateway.Services.GetRequiredService<IssuedKeys>();
        var (revoked, _) = await keys.AddAsync(SandboxWorkspace.Id, "revoked", Token);
        await keys.RevokeAsync(revoked, Token);

        await PauseAsAsync(gateway, revoked);
        Assert.Empty((await CheckAsync(gateway)).Faults);
        await PauseAsAsync(gateway, revoked + 1);
        await PauseAsAsync(gateway, revoked + 1);

        Assert.Equal(
            $"Chain {Account}: row 7 names the API key {RowKey.Text(RowKind.ApiKey, revoked + 1)}, and there is no "
            + "such key.",
            Assert.Single((await CheckAsync(gateway)).Faults));
    }

    /// <summary>A call that passed no check of a key, as a stranger in the cluster makes it.</summary>
    private static Task<WireAnswer> PauseAsAsync(Gateway gateway, long key) =>
        gateway.Services.GetRequiredService<IGrainFactory>().GetGrain<IAccountGrain>(RowKey.Sandbox).Act(new ActionCall
        {
            Category = NetworkActions.Category,
            Action = ActionNames.SetLimits,
            WorkspaceId = SandboxWorkspace.Id,
            ApiKeyId = key,
            AccountId = RowKey.Sandbox,
            Params = "{}"u8.ToArray(),
        });

    /// <summary>
    /// Two accounts: one sent, refused, queued, cancelled and sent; the other sent and has one unknown.
    /// </summary>
    protected async Task<Gateway> StartUsedAsync()
    {
        var gateway = await StartAsync();
        Assert.Equal(200, (await gateway.InviteAsync(Account, "person-1", "Hello")).Status);
        Assert.Equal("already_invited", (await gateway.InviteAsync(Account, "person-1")).Reason);
        var queued = await ActAsync(gateway, "invite", Tomorrow("person-2"));
        Assert.Equal(202, queued.Status);
        Assert.Equal(200, (await ActAsync(
            gateway, "cancel_operation",
            new JsonObject { ["operation_id"] = queued.Data["operation_id"]!.GetValue<string>() })).Status);
        Assert.Equal(200, (await gateway.InviteAsync(Account, "person-3")).Status);

        var other = await gateway.ConnectAsync(2);
        Assert.Equal(200, (await gateway.InviteAsync(other, "person-4")).Status);
        Assert.Equal("outcome_unknown", (await gateway.InviteAsync(other, "lost-request")).Reason);
        return gateway;
    }

    private static JsonObject Tomorrow(string person) => new()
    {
        ["identifier"] = person,
        ["when"] = TimeProvider.System.GetUtcNow().AddDays(1)
            .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
    };

    private static Task<Answered> ActAsync(Gateway gateway, string action, JsonObject parameters) => gateway.PostAsync(
        "/v2/network", new JsonObject { ["account_id"] = Account, ["action"] = action, ["params"] = parameters });

    protected static async Task TamperAsync(Gateway gateway, string sql)
    {
        await using var db = gateway.Services.GetRequiredService<Database>().Open();
        Assert.NotEqual(0, await db.Database.ExecuteSqlRawAsync(sql, Token));
    }

    private static Task<AuditReport> CheckAsync(Gateway gateway) => gateway.CheckAuditAsync();
}

public sealed class SqliteAuditCommandTests : AuditCommandTests
{
    protected override Task<Gateway> StartAsync() => Gateway.StartAsync();

    [Fact]
    public async Task Commands_report_faults_while_the_gateway_serves()
    {
        await using var gateway = await StartUsedAsync();
        Assert.Matches(
            @"^2 chains, 6 rows: 0 faults\r?\ndigest: [0-9a-f]{64}\z",
            await CommandProcess.DoneAsync(gateway, "verify-audit"));

        var lines = (await CommandProcess.DoneAsync(gateway, "list-audit", "acc_sandbox"))
            .Split('\n').Select(line => line.Split('\t')).ToList();
        Assert.Equal(["NUMBER", "1", "2", "3", "4", "5"], lines.Select(cells => cells[0]));
        Assert.Equal(["DECISION", "sent", "refused", "queued", "cancelled", "sent"], lines.Select(cells => cells[6]));
        Assert.All(lines, cells => Assert.Equal(12, cells.Length));

        await TamperAsync(gateway, "DELETE FROM audit WHERE chain = 1 AND number = 5");
        var (exitCode, output, _) = await CommandProcess.RunAsync(gateway, "verify-audit");
        Assert.Equal(1, exitCode);
        Assert.Matches(
            @"^2 chains, 5 rows: 1 faults\r?\ndigest: \w{64}\r?\nChain acc_sandbox: invitation inv_\w+ has its outcome "
            + @"and no row; rows were cut off at the end\.\z",
            output);

        Assert.Equal(
            (1, "", "The audit has no chain \"acc_none\"; a chain has the id of its account, or is \"operator\"."),
            await CommandProcess.RunAsync(gateway, "list-audit", "acc_none"));
    }
}

public sealed class PostgresAuditCommandTests(PostgresServer postgres)
    : AuditCommandTests, IClassFixture<PostgresServer>
{
    protected override async Task<Gateway> StartAsync() =>
        await Gateway.StartAsync(settings: $"Overture:Storage:PostgreSql={await postgres.CreateDatabaseAsync()}");
}
