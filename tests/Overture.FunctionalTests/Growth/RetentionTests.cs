using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Overture.FunctionalTests.Support;
using Overture.Server.Audit;
using Overture.Server.Credits;
using Overture.Server.Growth;
using Overture.Server.Invitations;
using Overture.Server.People;
using Overture.Server.Queue;
using Overture.Server.Storage;

namespace Overture.FunctionalTests.Growth;

/// <summary>
/// What is too old goes, what a rule needs stays, and the checks of ledger and audit still prove what is left.
/// </summary>
public abstract class RetentionTests
{
    private static readonly TimeSpan LongAgo = TimeSpan.FromDays(500);

    [Fact]
    public async Task Old_rows_go_and_the_checks_find_no_fault_in_what_is_left()
    {
        await using var gateway = await StartAsync();
        await UseAsync(gateway, firstPerson: 1);
        var credits = await gateway.CreditsAsync();
        gateway.Time.Advance(LongAgo);
        await UseAsync(gateway, firstPerson: 11);
        await SweptAsync(gateway);

        await using (var db = Open(gateway))
        {
            // The refused ones have gone; those that the platform may still show are live.
            Assert.Equal(2 * 3, await CountAsync<InvitationRow>(db, row => row.Live));
            Assert.Equal(2, await CountAsync<InvitationRow>(db, row => !row.Live));
            Assert.Equal(1, await CountAsync<OperationRow>(db, _ => true));
            Assert.Equal(1, await CountAsync<LedgerRow>(db, row => row.Kind == LedgerKind.CarriedForward
                && row.ApiKeyId != null));
            Assert.Equal(1, await CountAsync<LedgerRow>(db, row => row.Kind == LedgerKind.CarriedForward
                && row.ApiKeyId == null));
            Assert.NotEqual(0, await CountAsync<AuditAnchorRow>(db, _ => true));
            Assert.Equal(0, await CountAsync<PersonRow>(db, row => row.PublicIdentifier == "person-1"));
            Assert.Equal(1, await CountAsync<PersonRow>(db, row => row.PublicIdentifier == "person-11"));
        }

        await FindsNoFaultAsync(gateway);
        Assert.Equal(credits - 3, await gateway.CreditsAsync());
        var statement = (await gateway.GetAsync("/v2/credits/statement")).Data["items"]!.AsArray();
        Assert.Equal("carried_forward", statement[0]!["kind"]!.GetValue<string>());

        // Chains, ledger and sequence go on from what is left.
        await UseAsync(gateway, firstPerson: 21);
        gateway.Time.Advance(LongAgo);
        await UseAsync(gateway, firstPerson: 31);
        await SweptAsync(gateway);
        await FindsNoFaultAsync(gateway);
    }

    [Theory]
    [InlineData("UPDATE audit_anchors SET number = number + 1", "signature")]
    [InlineData("DELETE FROM audit WHERE chain = 1", "all rows behind its anchor are missing")]
    [InlineData("DELETE FROM audit_anchors", "row")]
    [InlineData("UPDATE ledger SET amount = amount + 1 WHERE kind = 4 AND api_key_id IS NULL", "its entries sum to")]
    [InlineData("UPDATE ledger SET amount = amount - 1 WHERE kind = 4 AND api_key_id IS NOT NULL", "its use is")]
    public async Task Tampering_with_what_stands_for_the_old_rows_is_found(string sql, string fault)
    {
        await using var gateway = await StartAsync();
        await UseAsync(gateway, firstPerson: 1);
        gateway.Time.Advance(LongAgo);
        await UseAsync(gateway, firstPerson: 11);
        await SweptAsync(gateway);
        await using (var db = Open(gateway))
        {
            Assert.NotEqual(0, await db.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken));
        }

        Assert.Contains(
            await FaultsAsync(gateway), found => found.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Old_rows_of_a_broken_chain_stay_as_evidence()
    {
        await using var gateway = await StartAsync();
        await UseAsync(gateway, firstPerson: 1);
        await using (var db = Open(gateway))
        {
            await db.Database.ExecuteSqlRawAsync(
                "UPDATE audit SET detail = 'changed' WHERE chain = 1 AND number = 2",
                TestContext.Current.CancellationToken);
        }

        gateway.Time.Advance(LongAgo);
        await UseAsync(gateway, firstPerson: 11);
        await SweptAsync(gateway);
        await using (var db = Open(gateway))
        {
            Assert.Equal(0, await CountAsync<AuditAnchorRow>(db, _ => true));
        }

        Assert.Contains(await FaultsAsync(gateway), found => found.Contains("row 2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_job_does_it_by_itself()
    {
        await using var gateway = await StartAsync("Overture:Retention:SweepInterval=00:00:01");
        await UseAsync(gateway, firstPerson: 1);
        gateway.Time.Advance(LongAgo);
        await Eventually.HoldsAsync(
            async () =>
            {
                await using var db = Open(gateway);
                return await CountAsync<OperationRow>(db, _ => true) == 0
                    && await CountAsync<PersonRow>(db, _ => true) == 0;
            },
            "the old rows are gone");
    }

    private protected abstract Task<Gateway> StartAsync(params string[] more);

    private protected static Task<Gateway> StartAsync(string storage, string[] more) => Gateway.StartAsync(
        settings:
        [
            "Overture:Limits:Enabled=false", "Overture:Retention:SweepInterval=1.00:00:00", storage, .. more,
        ]);

    /// <summary>Three invitations sent, one of them from the queue, and two refused after their debit.</summary>
    private static async Task UseAsync(Gateway gateway, int firstPerson)
    {
        Assert.Equal(200, (await gateway.InviteAsync("acc_sandbox", $"person-{firstPerson}")).Status);
        Assert.Equal(200, (await gateway.InviteAsync("acc_sandbox", $"person-{firstPerson + 1}")).Status);
        Assert.Equal(
            "upstream_changed",
            (await gateway.InviteAsync("acc_sandbox", $"person-{firstPerson + 2}--unknown-refusal")).Reason);
        Assert.Equal(
            "resend_cooldown",
            (await gateway.InviteAsync("acc_sandbox", $"person-{firstPerson + 3}--resend-cooldown")).Reason);
        var queued = await gateway.QueueAsync("acc_sandbox", $"person-{firstPerson + 4}");
        await gateway.OperationIsAsync("acc_sandbox", queued.Data["operation_id"]!.GetValue<string>(), "sent");
    }

    /// <summary>Runs the job's rounds here, so that the test knows when they are over.</summary>
    private static async Task SweptAsync(Gateway gateway)
    {
        foreach (var table in gateway.Services.GetServices<IRetained>())
        {
            while (await table.SweepAsync(TestContext.Current.CancellationToken)) { }
        }
    }

    private static async Task FindsNoFaultAsync(Gateway gateway) => Assert.Empty(await FaultsAsync(gateway));

    private static async Task<List<string>> FaultsAsync(Gateway gateway)
    {
        var ledger = await gateway.Services.GetRequiredService<LedgerCheck>()
            .RunAsync(TestContext.Current.CancellationToken);
        var audit = await gateway.Services.GetRequiredService<AuditCheck>()
            .RunAsync(TestContext.Current.CancellationToken);
        return [.. ledger.Faults, .. audit.Faults];
    }

    private static OvertureDb Open(Gateway gateway) => gateway.Services.GetRequiredService<Database>().Open();

    private static Task<int> CountAsync<T>(OvertureDb db, System.Linq.Expressions.Expression<Func<T, bool>> which)
        where T : class => db.Set<T>().CountAsync(which, TestContext.Current.CancellationToken);
}

/// <summary>Retention on SQLite.</summary>
public sealed class SqliteRetentionTests : RetentionTests
{
    private protected override Task<Gateway> StartAsync(params string[] more) =>
        StartAsync("Overture:Storage:CommitBatchSize=256", more);
}

/// <summary>Retention on PostgreSQL.</summary>
public sealed class PostgresRetentionTests(PostgresServer postgres) : RetentionTests, IClassFixture<PostgresServer>
{
    private protected override async Task<Gateway> StartAsync(params string[] more) =>
        await StartAsync($"Overture:Storage:PostgreSql={await postgres.CreateDatabaseAsync()}", more);
}
