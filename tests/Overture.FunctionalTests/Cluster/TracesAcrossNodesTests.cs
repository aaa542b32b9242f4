using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Overture.FunctionalTests.StoreConformance;
using Overture.FunctionalTests.Support;
using Overture.FunctionalTests.Telemetry;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Storage;
using Overture.Server.Telemetry;

namespace Overture.FunctionalTests.Cluster;

/// <summary>A trace follows a call from the node that was asked to the node on which the account lives.</summary>
[Collection(PostgresCollection.Name)]
public sealed class TracesAcrossNodesTests(PostgresServer server)
{
    [Fact]
    public async Task A_call_that_is_passed_on_to_another_node_stays_one_trace()
    {
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Instruments.Name or "Microsoft.AspNetCore"
                or "Microsoft.Orleans.Application",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var collector = await Collector.StartAsync();
        await using var nodes = await Nodes.StartAsync(server, 2, collector.Setting);
        var account = await nodes[0].ConnectAsync(4_712);
        await nodes[0].InviteAsync(account, "person-1");
        Assert.Equal(SiloOf(nodes[0]), await HomeOfAsync(account, nodes[0]));

        Assert.Equal(200, (await nodes[1].InviteAsync(account, "person-2")).Status);

        var invite = ended.Last(span => span.DisplayName == Instruments.InviteSpan
            && account.Equals(span.GetTagItem("overture.account_id")));
        await Eventually.HoldsAsync(
            () => Task.FromResult(ended.Any(span => span.TraceId == invite.TraceId && span.Kind == ActivityKind.Server
                && span.Source.Name == "Microsoft.AspNetCore")),
            "the request that the other node took is in the trace of the invitation");
        var request = ended.Single(
            span => span.TraceId == invite.TraceId && span.Source.Name == "Microsoft.AspNetCore");
        Assert.Equal(nodes[1].Http.BaseAddress!.Port, request.GetTagItem("server.port"));
        Assert.Equal(SiloOf(nodes[0]), await HomeOfAsync(account, nodes[1]));
    }

    private static SiloAddress SiloOf(Gateway node) =>
        node.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;

    private static async Task<SiloAddress> HomeOfAsync(string account, Gateway asked)
    {
        var grains = asked.Services.GetRequiredService<IGrainFactory>();
        return (await grains.GetGrain<IManagementGrain>(0)
            .GetActivationAddress(grains.GetGrain<IAccountGrain>(RowKey.Parse(RowKind.Account, account)!.Value)))!;
    }
}
