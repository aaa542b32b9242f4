using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Overture.FunctionalTests.Support;
using Overture.Server.Events;
using Overture.Server.Storage;

namespace Overture.FunctionalTests.Accounts;

/// <summary>Every login that connects an account leaves one event, in the transaction of what it changes.</summary>
public sealed class AccountEventsTests
{
    [Fact]
    public async Task A_first_login_a_second_one_and_one_after_a_loss_leave_an_event_each()
    {
        await using var gateway = await Gateway.StartAsync();
        var account = await gateway.ConnectAsync(7);
        Assert.Equal([EventType.AccountConnected], await TypesAsync(gateway, account));

        await gateway.ConnectAsync(7);
        await gateway.Sandbox.EndSessionAsync(7);
        Assert.Equal("session_expired", (await gateway.InviteAsync(account, "person-1")).Reason);
        await gateway.Sandbox.RestoreSessionAsync(7);
        await gateway.ConnectAsync(7);

        Assert.Equal(
            [
                EventType.AccountConnected, EventType.AccountConnected, EventType.AccountDisconnected,
                EventType.AccountRestored,
            ],
            await TypesAsync(gateway, account));
    }

    [Fact]
    public async Task Many_first_logins_at_once_leave_whole_events()
    {
        await using var gateway = await Gateway.StartAsync();

        var accounts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => gateway.ConnectAsync(8)));

        Assert.Equal(
            Enumerable.Repeat(EventType.AccountConnected, 8), await TypesAsync(gateway, accounts.Distinct().Single()));
    }

    /// <summary>An account's events in their order, whose numbers have no gap.</summary>
    private static async Task<List<EventType>> TypesAsync(Gateway gateway, string account)
    {
        var id = RowKey.Parse(RowKind.Account, account);
        await using var db = gateway.Services.GetRequiredService<Database>().Open();
        var rows = await db.Set<EventRow>().AsNoTracking().Where(row => row.AccountId == id)
            .OrderBy(row => row.Sequence).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(1, rows.Count).Select(number => (long)number), rows.Select(row => row.Sequence));
        return rows.ConvertAll(row => row.Type);
    }
}
