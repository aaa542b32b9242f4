using Overture.FunctionalTests.StoreConformance;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Cluster;

/// <summary>
/// Nodes that write the membership at the same moment: one wins, the others are told that they did not, and nothing is
/// half done.
/// </summary>
[Collection(PostgresCollection.Name)]
public sealed class MembershipRaceTests(PostgresServer postgres)
{
    private const int Nodes = 12;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_many_updates_with_one_version_one_wins()
    {
        var tables = await OpenAsync();
        for (var number = 1; number <= 2; number++)
        {
            await tables[0].InsertRowAsync(MembershipHarness.Silo(number), await NextAsync(tables[0]), Cancellation);
        }

        for (var round = 3; round <= 22; round++)
        {
            var next = await NextAsync(tables[0]);
            // Half of them write one silo and half the other: it is the version that they fight for, not the row.
            var won = await AllAsync(tables, (table, node) => table.UpdateRowAsync(
                MembershipHarness.Silo(1 + node % 2), next.VersionEtag, next, Cancellation));

            Assert.Equal(1, won);
            Assert.Equal(round, (await tables[0].ReadAllAsync(Cancellation)).Version.Version);
        }
    }

    [Fact]
    public async Task Of_many_inserts_with_one_version_one_wins()
    {
        var tables = await OpenAsync();
        for (var round = 1; round <= 20; round++)
        {
            var next = await NextAsync(tables[0]);
            var first = round * Nodes;
            var won = await AllAsync(tables, (table, node) =>
                table.InsertRowAsync(MembershipHarness.Silo(first + node), next, Cancellation));

            Assert.Equal(1, won);
            var data = await tables[0].ReadAllAsync(Cancellation);
            Assert.Equal((round, round), (data.Version.Version, data.Members.Count));
        }
    }

    [Fact]
    public async Task Of_many_inserts_of_one_silo_one_wins()
    {
        var tables = await OpenAsync();
        for (var round = 1; round <= 20; round++)
        {
            var next = await NextAsync(tables[0]);
            var won = await AllAsync(
                tables, (table, _) => table.InsertRowAsync(MembershipHarness.Silo(round), next, Cancellation));

            Assert.Equal(1, won);
        }
    }

    [Fact]
    public async Task Everybody_gets_in_who_reads_again_and_every_version_is_one_write()
    {
        var tables = await OpenAsync();

        await AllAsync(tables, async (table, node) =>
        {
            while (!await table.InsertRowAsync(MembershipHarness.Silo(node), await NextAsync(table), Cancellation))
            {
            }

            return true;
        });

        var data = await tables[0].ReadAllAsync(Cancellation);
        Assert.Equal((Nodes, Nodes), (data.Version.Version, data.Members.Count));
    }

    [Fact]
    public async Task Signs_of_life_do_not_disturb_updates_of_the_same_silo()
    {
        var tables = await OpenAsync();
        var silo = MembershipHarness.Silo(1);
        await tables[0].InsertRowAsync(silo, await NextAsync(tables[0]), Cancellation);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var signs = tables[1..6].Select(table => Task.Run(async () =>
        {
            for (var second = 0; !enough.IsCancellationRequested; second++)
            {
                var alive = MembershipHarness.Silo(1);
                alive.IAmAliveTime = MembershipHarness.Start.AddSeconds(second);
                await table.UpdateIAmAliveAsync(alive, Cancellation);
            }
        }, Cancellation)).ToList();

        for (var round = 0; round < 200; round++)
        {
            var next = await NextAsync(tables[0]);
            Assert.True(await tables[0].UpdateRowAsync(silo, next.VersionEtag, next, Cancellation), $"round {round}");
        }

        await enough.CancelAsync();
        await Task.WhenAll(signs);
        Assert.Equal(201, (await tables[0].ReadAllAsync(Cancellation)).Version.Version);
    }

    [Fact]
    public async Task A_clean_up_takes_the_dead_that_nobody_has_heard_of_since()
    {
        var table = (await OpenAsync())[0];
        MembershipEntry[] silos =
        [
            Old(1, SiloStatus.Dead), Old(2, SiloStatus.Active), Old(3, SiloStatus.Joining), Old(4, SiloStatus.Dead),
            MembershipHarness.Silo(5, SiloStatus.Dead), Old(6, SiloStatus.Dead), Old(7, SiloStatus.Dead),
        ];
        silos[5].StartTime = MembershipHarness.Start;
        foreach (var silo in silos) Assert.True(await table.InsertRowAsync(silo, await NextAsync(table), Cancellation));
        foreach (var (silo, suspectedAt) in new[]
        {
            (silos[3], MembershipHarness.Start), (silos[6], MembershipHarness.Start.AddDays(-3)),
        })
        {
            silo.AddSuspector(silos[1].SiloAddress, suspectedAt);
            var next = await NextAsync(table);
            Assert.True(await table.UpdateRowAsync(silo, next.VersionEtag, next, Cancellation));
        }

        await table.CleanupDefunctSiloEntriesAsync(MembershipHarness.Start.AddDays(-1), Cancellation);

        var data = await table.ReadAllAsync(Cancellation);
        Assert.Equal([2, 3, 4, 5, 6], data.Members.Select(member => member.Item1.SiloAddress.Generation).Order());
        Assert.Equal(9, data.Version.Version);
    }

    private static MembershipEntry Old(int number, SiloStatus status)
    {
        var silo = MembershipHarness.Silo(number, status);
        silo.StartTime = MembershipHarness.Start.AddDays(-4);
        silo.IAmAliveTime = MembershipHarness.Start.AddDays(-2);
        return silo;
    }

    private async Task<IMembershipTable[]> OpenAsync()
    {
        var harness = await MembershipHarness.CreateAsync(await postgres.CreateDatabaseAsync());
        return await Task.WhenAll(Enumerable.Range(0, Nodes).Select(_ => harness.OpenAsync()));
    }

    /// <summary>Lets all nodes act at once and says how many were told that they had done it.</summary>
    private static async Task<int> AllAsync(IMembershipTable[] tables, Func<IMembershipTable, int, Task<bool>> act)
    {
        var results = await Task.WhenAll(
            tables.Select((table, node) => Task.Run(() => act(table, node), Cancellation)));
        return results.Count(succeeded => succeeded);
    }

    private static async Task<TableVersion> NextAsync(IMembershipTable table) =>
        (await table.ReadAllAsync(Cancellation)).Version.Next();
}
