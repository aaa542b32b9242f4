using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Overture.FunctionalTests.Support;
using Overture.Server.Storage;

namespace Overture.FunctionalTests.Hosting;

/// <summary>check-ledger, run as an operator runs it; each kind of fault ends it with exit code 1.</summary>
public sealed class CheckLedgerTests
{
    // The stored numbers of InvitationState and LedgerKind.
    private const string Unknown = "1";
    private const string Pending = "2";
    private const string Refused = "6";
    private const string NotSent = "7";
    private const string Debit = "2";
    private const string Refund = "3";

    [Fact]
    public async Task Sound_ledger_passes_while_the_gateway_serves()
    {
        await using var gateway = await StartUsedAsync();
        var (exitCode, output, _) = await CheckAsync(gateway);
        Assert.Equal((0, "1 balances, 5 entries, 3 invitations: 0 faults"), (exitCode, output.Trim()));
    }

    [Theory]
    [InlineData("UPDATE balances SET credits = credits + 1", "the balance is 999999")]
    [InlineData("UPDATE key_usage SET used = used + 1", "its use is 3")]
    [InlineData($"DELETE FROM ledger WHERE kind = {Debit}", "0 debits, 0 refunds")]
    [InlineData($"DELETE FROM ledger WHERE kind = {Refund}", "1 debits, 0 refunds")]
    [InlineData($"UPDATE invitations SET state = {NotSent} WHERE state = {Pending}", "1 debits, 0 refunds, sum -1")]
    [InlineData($"UPDATE invitations SET state = {Pending} WHERE state = {Refused}", "1 debits, 1 refunds, sum 0")]
    [InlineData($"DELETE FROM invitations WHERE state = {Unknown}", "that does not exist")]
    public async Task Tampering_is_found(string sql, string fault)
    {
        await using var gateway = await StartUsedAsync();
        await using (var db = gateway.Services.GetRequiredService<Database>().Open())
        {
            await db.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken);
        }

        var (exitCode, output, _) = await CheckAsync(gateway);
        Assert.Equal(1, exitCode);
        Assert.Contains(fault, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_database_nothing_is_created()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"overture-none-{Guid.NewGuid():n}");
        using var process = ServerProcess.Start(["check-ledger", "--data", folder]);
        var (exitCode, _, errors) = await process.EndAsync();
        Assert.Equal(3, exitCode);
        Assert.Contains(folder, errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    /// <summary>One invitation sent, one refused, one unknown.</summary>
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
