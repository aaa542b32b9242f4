using System.Globalization;
using Overture.FunctionalTests.StoreConformance;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Cluster;

/// <summary>
/// Orleans' own membership operations keep their promises on the tables and statements that our migration makes.
/// </summary>
[Collection(PostgresCollection.Name)]
public sealed class MembershipTests(PostgresServer postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_cluster_is_empty_and_has_the_first_version_however_many_begin_it()
    {
        var harness = await HarnessAsync();

        var tables = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => harness.OpenAsync()));

        foreach (var table in tables)
        {
            var data = await table.ReadAllAsync(Cancellation);
            Assert.Empty(data.Members);
            Assert.Equal((0, "0"), (data.Version.Version, data.Version.VersionEtag));
        }
    }

    [Fact]
    public async Task An_inserted_silo_is_read_as_it_was_written()
    {
        var table = await (await HarnessAsync()).OpenAsync();
        var silo = MembershipHarness.Silo(1, SiloStatus.Joining);

        Assert.True(await table.InsertRowAsync(silo, await NextAsync(table), Cancellation));
        Assert.True(await table.InsertRowAsync(MembershipHarness.Silo(2), await NextAsync(table), Cancellation));

        Assert.Equal(2, (await table.ReadAllAsync(Cancellation)).Members.Count);
        var data = await table.ReadRowAsync(silo.SiloAddress, Cancellation);
        Assert.Equal(2, data.Version.Version);
        Assert.Equal(Written(silo), Written(Assert.Single(data.Members).Item1));
    }

    [Fact]
    public async Task A_silo_that_is_not_there_is_read_as_the_version_alone()
    {
        var table = await (await HarnessAsync()).OpenAsync();
        await table.InsertRowAsync(MembershipHarness.Silo(1), await NextAsync(table), Cancellation);

        var data = await table.ReadRowAsync(MembershipHarness.Silo(2).SiloAddress, Cancellation);

        Assert.Empty(data.Members);
        Assert.Equal(1, data.Version.Version);
    }

    [Fact]
    public async Task A_silo_that_is_there_is_not_inserted_again_and_the_version_stays()
    {
        var table = await (await HarnessAsync()).OpenAsync();
        await table.InsertRowAsync(MembershipHarness.Silo(1), await NextAsync(table), Cancellation);

        Assert.False(await table.InsertRowAsync(
            MembershipHarness.Silo(1, SiloStatus.Dead), await NextAsync(table), Cancellation));

        var data = await table.ReadAllAsync(Cancellation);
        Assert.Equal(1, data.Version.Version);
        Assert.Equal(SiloStatus.Active, Assert.Single(data.Members).Item1.Status);
    }

    [Fact]
    public async Task Nothing_is_written_under_an_old_version()
    {
        var table = await (await HarnessAsync()).OpenAsync();
        var old = await NextAsync(table);
        Assert.True(await table.InsertRowAsync(MembershipHarness.Silo(1), old, Cancellation));

        Assert.False(await table.InsertRowAsync(MembershipHarness.Silo(2), old, Cancellation));
        Assert.False(
            await table.UpdateRowAsync(MembershipHarness.Silo(1, SiloStatus.Dead), old.VersionEtag, old, Cancellation));

        var data = await table.ReadAllAsync(Cancellation);
        Assert.Equal(1, data.Version.Version);
        Assert.Equal(SiloStatus.Active, Assert.Single(data.Members).Item1.Status);
    }

    [Fact]
    public async Task An_update_raises_the_version_and_keeps_who_suspects_whom()
    {
        var table = await (await HarnessAsync()).OpenAsync();
        await table.InsertRowAsync(MembershipHarness.Silo(1), await NextAsync(table), Cancellation);
        await table.InsertRowAsync(MembershipHarness.Silo(2), await NextAsync(table), Cancellation);
        var suspected = MembershipHarness.Silo(1, SiloStatus.Dead);
        suspected.AddSuspector(MembershipHarness.Silo(2).SiloAddress, MembershipHarness.Start.AddSeconds(5));
        suspected.AddSuspector(MembershipHarness.Silo(3).SiloAddress, MembershipHarness.Start.AddSeconds(6));

        Assert.True(await UpdateAsync(table, suspected));

        var data = await table.ReadAllAsync(Cancellation);
        Assert.Equal(3, data.Version.Version);
        var found = data.TryGet(suspected.SiloAddress)!.Item1;
        Assert.Equal(Written(suspected), Written(found));
        Assert.Equal(suspected.SuspectTimes, found.SuspectTimes);
        Assert.Null(data.TryGet(MembershipHarness.Silo(2).SiloAddress)!.Item1.SuspectTimes);
    }

    [Fact]
    public async Task A_silo_that_is_not_there_is_not_updated_and_the_version_stays()
    {
        var table = await (await HarnessAsync()).OpenAsync();

        Assert.False(await UpdateAsync(table, MembershipHarness.Silo(1)));

        Assert.Equal(0, (await table.ReadAllAsync(Cancellation)).Version.Version);
    }

    [Fact]
    public async Task A_sign_of_life_changes_its_time_alone_and_no_update_sets_it_back()
    {
        var table = await (await HarnessAsync()).OpenAsync();
        var silo = MembershipHarness.Silo(1);
        await table.InsertRowAsync(silo, await NextAsync(table), Cancellation);
        await table.InsertRowAsync(MembershipHarness.Silo(2), await NextAsync(table), Cancellation);
        var alive = MembershipHarness.Silo(1, SiloStatus.Dead);
        alive.IAmAliveTime = MembershipHarness.Start.AddHours(1);

        await table.UpdateIAmAliveAsync(alive, Cancellation);

        var data = await table.ReadAllAsync(Cancellation);
        Assert.Equal(2, data.Version.Version);
        Assert.Equal(
            (alive.IAmAliveTime, SiloStatus.Active),
            (data.TryGet(silo.SiloAddress)!.Item1.IAmAliveTime, data.TryGet(silo.SiloAddress)!.Item1.Status));
        Assert.Equal(
            MembershipHarness.Silo(2).IAmAliveTime,
            data.TryGet(MembershipHarness.Silo(2).SiloAddress)!.Item1.IAmAliveTime);
        Assert.True(await UpdateAsync(table, silo));
        Assert.Equal(
            alive.IAmAliveTime,
            (await table.ReadRowAsync(silo.SiloAddress, Cancellation)).Members[0].Item1.IAmAliveTime);
    }

    [Fact]
    public async Task A_silo_that_comes_back_on_its_port_is_another_one()
    {
        var table = await (await HarnessAsync()).OpenAsync();
        var (before, after) = (MembershipHarness.Silo(1), MembershipHarness.Silo(1));
        after.SiloAddress = SiloAddress.New(before.SiloAddress.Endpoint, before.SiloAddress.Generation + 1);
        Assert.True(await table.InsertRowAsync(before, await NextAsync(table), Cancellation));
        Assert.True(await table.InsertRowAsync(after, await NextAsync(table), Cancellation));
        before.Status = SiloStatus.Dead;

        Assert.True(await UpdateAsync(table, before));
        after.IAmAliveTime = MembershipHarness.Start.AddHours(1);
        await table.UpdateIAmAliveAsync(after, Cancellation);

        foreach (var silo in (MembershipEntry[])[before, after])
        {
            Assert.Equal(
                Written(silo),
                Written(Assert.Single((await table.ReadRowAsync(silo.SiloAddress, Cancellation)).Members).Item1));
        }

        await table.CleanupDefunctSiloEntriesAsync(MembershipHarness.Start.AddDays(1), Cancellation);
        Assert.Equal(
            after.SiloAddress, Assert.Single((await table.ReadAllAsync(Cancellation)).Members).Item1.SiloAddress);
    }

    [Fact]
    public async Task Two_clusters_in_one_database_do_not_see_each_other()
    {
        var harness = await HarnessAsync();
        var (one, two) = (await harness.OpenAsync("one"), await harness.OpenAsync("two"));
        var (active, dead) = (MembershipHarness.Silo(1), MembershipHarness.Silo(2, SiloStatus.Dead));
        foreach (var table in (IMembershipTable[])[one, two])
        {
            Assert.True(await table.InsertRowAsync(active, await NextAsync(table), Cancellation));
            Assert.True(await table.InsertRowAsync(dead, await NextAsync(table), Cancellation));
        }

        Assert.Single(await (await harness.OpenGatewaysAsync("two")).GetGatewaysAsync(Cancellation));
        var alive = MembershipHarness.Silo(1);
        alive.IAmAliveTime = MembershipHarness.Start.AddHours(1);

        await one.CleanupDefunctSiloEntriesAsync(MembershipHarness.Start.AddDays(1), Cancellation);
        Assert.True(await UpdateAsync(one, MembershipHarness.Silo(1, SiloStatus.Dead)));
        await one.UpdateIAmAliveAsync(alive, Cancellation);
        await one.DeleteMembershipTableEntriesAsync("one", Cancellation);

        var data = await two.ReadAllAsync(Cancellation);
        Assert.Equal(2, data.Version.Version);
        Assert.Equal(
            [Written(active), Written(dead)],
            data.Members.Select(member => Written(member.Item1)).Order(StringComparer.Ordinal));
        var again = await (await harness.OpenAsync("one")).ReadAllAsync(Cancellation);
        Assert.Equal((0, 0), (again.Version.Version, again.Members.Count));
    }

    [Fact]
    public async Task Clients_are_told_the_active_silos_that_have_a_port_for_them()
    {
        var harness = await HarnessAsync();
        var table = await harness.OpenAsync();
        var closed = MembershipHarness.Silo(3);
        closed.ProxyPort = 0;
        foreach (var silo in
            (MembershipEntry[])[MembershipHarness.Silo(1), MembershipHarness.Silo(2, SiloStatus.Dead), closed])
        {
            Assert.True(await table.InsertRowAsync(silo, await NextAsync(table), Cancellation));
        }

        var gateways = await (await harness.OpenGatewaysAsync()).GetGatewaysAsync(Cancellation);

        Assert.Equal(["gwy.tcp://192.0.2.7:30001/1"], gateways.Select(gateway => gateway.ToString()));
    }

    private async Task<MembershipHarness> HarnessAsync() =>
        await MembershipHarness.CreateAsync(await postgres.CreateDatabaseAsync());

    private static async Task<TableVersion> NextAsync(IMembershipTable table) =>
        (await table.ReadAllAsync(Cancellation)).Version.Next();

    private static async Task<bool> UpdateAsync(IMembershipTable table, MembershipEntry silo)
    {
        var next = await NextAsync(table);
        return await table.UpdateRowAsync(silo, next.VersionEtag, next, Cancellation);
    }

    private static string Written(MembershipEntry silo) => string.Create(
        CultureInfo.InvariantCulture,
        $"{silo.SiloAddress} {silo.SiloName} {silo.HostName} {silo.Status} {silo.ProxyPort} {silo.StartTime:O} "
        + $"{silo.IAmAliveTime:O}");
}
