using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Overture.FunctionalTests.StoreConformance;
using Overture.FunctionalTests.Support;
using Overture.Server.Invitations.Resolving;
using Overture.Server.Storage;
using Overture.Server.Workspaces;

namespace Overture.FunctionalTests.Cluster;

/// <summary>
/// Three nodes are one gateway: whichever is asked, the same account acts, the same limits hold, and each thing is done
/// once.
/// </summary>
[Collection(PostgresCollection.Name)]
public sealed class NodesTests(PostgresServer server)
{
    private static readonly TimeSpan KeyIsBelievedFor = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task One_request_asked_of_all_nodes_at_once_is_one_invitation_and_one_credit()
    {
        await using var nodes = await Nodes.StartAsync(server, 3);
        var credits = await nodes[0].CreditsAsync();

        for (var person = 1; person <= 5; person++)
        {
            var answers = await Task.WhenAll(
                Enumerable.Range(0, 9).Select(i => nodes[i].InviteAsync("acc_sandbox", $"person-{person}")));
            Assert.Single(answers, answer => answer.Status == 200);
            Assert.All(
                answers.Where(answer => answer.Status != 200),
                answer => Assert.Equal("already_invited", answer.Reason));
            Assert.Single(await nodes[0].Sandbox.InvitationsAsync($"person-{person}"));
        }

        Assert.Equal(credits - 5, await nodes[1].CreditsAsync());
    }

    [Fact]
    public async Task An_answer_is_replayed_by_another_node_byte_for_byte()
    {
        await using var nodes = await Nodes.StartAsync(server, 2);
        var first = await nodes[0].InviteAsync("acc_sandbox", "person-1", idempotencyKey: "request-1");

        var again = await nodes[1].InviteAsync("acc_sandbox", "person-1", idempotencyKey: "request-1");

        Assert.Equal((200, 200), (first.Status, again.Status));
        Assert.Equal(first.Body, again.Body);
        Assert.Equal("true", again.Headers["Idempotency-Replayed"]);
    }

    [Fact]
    public async Task A_session_stored_by_one_node_is_used_by_all_also_when_that_node_is_gone()
    {
        await using var nodes = await Nodes.StartAsync(server, 3);
        var account = await nodes[0].ConnectAsync(7);
        Assert.Equal(200, (await nodes[0].InviteAsync(account, "person-1")).Status);

        await nodes.StopAsync(nodes[0]);

        Assert.Equal(200, (await nodes[0].InviteAsync(account, "person-2")).Status);
        Assert.Equal(200, (await nodes[1].InviteAsync(account, "person-3")).Status);
    }

    [Fact]
    public async Task A_key_gets_its_limit_from_all_nodes_together_and_never_more()
    {
        const int Limit = 400;
        await using var nodes = await Nodes.StartAsync(server, 3, $"Overture:Http:RequestsPerMinute={Limit}");

        var answers = await Task.WhenAll(Enumerable.Range(0, 3 * Limit).Select(i => nodes[i].GetAsync("/v2/credits")));

        // What other nodes have leased and not spent: a hundredth each.
        Assert.InRange(answers.Count(answer => answer.Status == 200), Limit - (2 * Limit / 100), Limit);
        Assert.All(
            answers.Where(answer => answer.Status != 200), answer => Assert.Equal("key_rate_limit", answer.Reason));
    }

    [Fact]
    public async Task A_revoked_key_is_refused_by_all_nodes_within_five_seconds()
    {
        await using var nodes = await Nodes.StartAsync(server, 3);
        foreach (var node in nodes.All) Assert.Equal(200, (await node.GetAsync("/v2/credits")).Status);

        await using var db = nodes[0].Services.GetRequiredService<Database>().Open();
        await db.Set<ApiKeyRow>().ExecuteUpdateAsync(
            key => key.SetProperty(row => row.RevokedAt, DateTimeOffset.UnixEpoch),
            TestContext.Current.CancellationToken);
        await Task.Delay(KeyIsBelievedFor, TimeProvider.System, TestContext.Current.CancellationToken);

        foreach (var node in nodes.All) Assert.Equal("unknown_api_key", (await node.GetAsync("/v2/credits")).Reason);
    }

    [Fact]
    public async Task What_runs_once_runs_on_one_node_and_moves_when_it_goes()
    {
        await using var nodes = await Nodes.StartAsync(server, 3);
        // While nodes join, two of them may each believe for a moment that the other has none.
        var first = await DoerAsync([.. nodes.All]);

        await nodes.StopAsync(first);

        Assert.NotEqual(first, await DoerAsync([.. nodes.All.Except([first])]));
    }

    /// <summary>The one node that does the resolver's work; waits until it is one.</summary>
    private static async Task<Gateway> DoerAsync(IReadOnlyList<Gateway> nodes)
    {
        var management = nodes[0].Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0);
        SiloAddress[] doers = [];
        await Eventually.HoldsAsync(
            async () =>
            {
                var grains = await management.GetDetailedGrainStatistics();
                doers = [.. grains.Where(grain => grain.GrainId.Key.ToString() == ResolverJob.Name)
                    .Select(grain => grain.SiloAddress)];
                return doers.Length == 1;
            },
            "one node does the resolver's work");
        return nodes.Single(node => node.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress.Equals(doers[0]));
    }
}
