using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Overture.FunctionalTests.Support;
using Overture.Server.Storage;

namespace Overture.FunctionalTests.Hosting;

/// <summary>The verb that proves the ledger, run as an operator runs it; each kind of fault must end it with exit code 1.</summary>
public sealed class CheckLedgerTests
{
    [Fact]
    public async Task A_sound_ledger_passes_beside_a_serving_gateway()
    {
        await using var gateway = await StartUsedAsync();
        var (exitCode, output, _) = await CheckAsync(gateway);
        Assert.Equal((0, "1 balances, 6 entries, 3 invitations: 0 faults"), (exitCode, output.Trim()));
    }

    [Theory]
    [InlineData("UPDATE balances SET credits = credits + 1", "the balance is 999999")]
    [InlineData("DELETE FROM ledger WHERE kind = 'commit'", "1 reserve, 0 commit, 0 release")]
    [InlineData("DELETE FROM ledger WHERE kind = 'release'", "1 reserve, 0 commit, 0 release")]
    [InlineData("UPDATE invitations SET state = 'not_sent' WHERE state = 'pending'", "(not_sent, price 1)")]
    [InlineData("UPDATE invitations SET state = 'pending' WHERE state = 'unknown'", "(pending, price 1)")]
    [InlineData("DELETE FROM invitations WHERE state = 'unknown'", "which does not exist")]
    public async Task A_ledger_that_was_tampered_with_does_not(string sql, string fault)
    {
        await using var gateway = await StartUsedAsync();
        await using (var db = gateway.Services.GetRequiredService<Database>().Open())
            await db.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken);

        var (exitCode, output, _) = await CheckAsync(gateway);
        Assert.Equal(1, exitCode);
        Assert.Contains(fault, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_no_database_nothing_is_made()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"overture-none-{Guid.NewGuid():n}");
        using var process = ServerProcess.Start(["check-ledger", "--data", folder]);
        var (exitCode, _, errors) = await process.EndAsync();
        Assert.Equal(3, exitCode);
        Assert.Contains(folder, errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    /// <summary>One invitation sent, one refused, one unsettled.</summary>
    private static async Task<Gateway> StartUsedAsync()
    {
        var gateway = await Gateway.StartAsync();
        Assert.Equal(200, (await gateway.InviteAsync("acc_sandbox", "person-1")).Status);
        Assert.Equal("outcome_unknown", (await gateway.InviteAsync("acc_sandbox", "lost-request")).Reason);
        Assert.Equal("platform_invitation_limit", (await gateway.InviteAsync("acc_sandbox", "weekly-limit")).Reason);
        return gateway;
    }

    private static async Task<(int ExitCode, string Output, string Errors)> CheckAsync(Gateway gateway)
    {
        using var process = ServerProcess.Start(["check-ledger", "--data", gateway.DataDirectory]);
        return await process.EndAsync();
    }
}
