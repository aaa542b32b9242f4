using Npgsql;
using Overture.FunctionalTests.Chaos.Parts;
using Overture.FunctionalTests.StoreConformance;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Cluster;

/// <summary>One node loses its way to the database while the others keep theirs.</summary>
[Collection(PostgresCollection.Name)]
public sealed class CutOffTests(PostgresServer postgres)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task An_account_on_a_node_that_is_cut_off_from_the_database_moves_to_one_that_is_not()
    {
        await using var wire = new DatabaseWire(postgres.Port);
        await using var nodes = await Nodes.StartAsync(postgres, count: 1);
        var throughTheWire = new NpgsqlConnectionStringBuilder(nodes.Database) { Port = wire.Port };
        var second = await nodes.AddAsync(log: null, $"Overture:Storage:PostgreSql={throughTheWire}");
        var first = nodes[0];
        var account = await second.ConnectAsync(7);
        Assert.Equal(200, (await second.InviteAsync(account, "person-1")).Status);
        // From now on the first node knows where the account is, and goes on asking there.
        Assert.Equal(200, (await first.InviteAsync(account, "person-2")).Status);

        wire.Refuse();

        using var deadline = new CancellationTokenSource(Longest);
        for (var person = 3; (await first.InviteAsync(account, $"person-{person}")).Status != 200; person++)
        {
            await Task.Delay(Pause, TimeProvider.System, deadline.Token);
        }

        Assert.Equal(503, (await second.GetAsync("/readyz")).Status);
        wire.Heal();
    }
}
