using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Overture.FunctionalTests.Chaos.Parts;
using Overture.FunctionalTests.StoreConformance;
using Overture.FunctionalTests.Support;
using Overture.Sandbox;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Credits;
using Overture.Server.Invitations;
using Overture.Server.Storage;

namespace Overture.FunctionalTests.Reliability;

/// <summary>
/// Two grains of one account at the same time, as when a cluster has not yet noticed who is alive: two gateways that
/// know nothing of each other on one database. The superseded one can commit nothing more and says nothing wrong.
/// </summary>
[Collection(PostgresCollection.Name)]
public sealed class FenceTests(PostgresServer postgres)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    [Theory]
    [InlineData("person-1--slow", 0)] // Not in the network yet when the other one looks.
    [InlineData("person-1", 1)] // There already, and only its answer does not come.
    public async Task A_superseded_grain_commits_nothing_while_its_send_hangs(string person, double lostAnswers)
    {
        await using var network = await Network.StartAsync();
        network.Wire.Rules = new ProxyRules { SwallowAnswer = lostAnswers, SendsOnly = true };
        var database = $"Overture:Storage:PostgreSql={await postgres.CreateDatabaseAsync()}";
        await using var first = await StartAsync(network, database, directory: null);
        await using var second = await StartAsync(network, database, first.DataDirectory);
        var account = await first.ConnectAsync(7);

        var hanging = first.InviteAsync(account, person, idempotencyKey: "request-1");
        while (network.Wire.Sends().Count == 0)
        {
            await Task.Delay(Pause, TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.Equal(1, await EpochAsync(first, account));
        // Its grain takes the account over before it does anything.
        Assert.Equal(200, (await second.InviteAsync(account, "already-connected")).Status);
        Assert.False(hanging.IsCompleted);
        Assert.Equal(2, await EpochAsync(first, account));

        var superseded = await hanging;
        Assert.Equal("outcome_unknown", superseded.Reason);
        Assert.Equal(0, superseded.CreditsConsumed);
        var settled = await UntilGrantedAsync(second, account, person);
        var arrived = Assert.Single(await network.Control.InvitationsAsync());
        Assert.Equal($"urn:li:invitation:{arrived["id"]}", settled.Data["invitation_urn"]!.GetValue<string>());
        Assert.Single(network.Wire.Sends());
        Assert.Equal(settled.Body, (await first.InviteAsync(account, person, idempotencyKey: "request-1")).Body);
        Assert.Equal(999_999, await second.CreditsAsync());
        var ledger = await second.Services.GetRequiredService<LedgerCheck>()
            .RunAsync(TestContext.Current.CancellationToken);
        Assert.Empty(ledger.Faults);
        await using var db = first.Services.GetRequiredService<Database>().Open();
        Assert.Equal(
            InvitationState.Pending,
            (await db.Set<InvitationRow>().SingleAsync(TestContext.Current.CancellationToken)).State);
    }

    private static Task<Gateway> StartAsync(Network network, string database, string? directory) => Gateway.StartAsync(
        directory, time: null, database, "Overture:Sandbox:Enabled=false",
        $"Overture:Connectors:WebSession:BaseAddress={network.Wire.Address}",
        "Overture:Connectors:WebSession:SendTimeout=00:00:04",
        // Each would otherwise settle, and so take over, what the other is at.
        "Overture:Invitations:ResolveInterval=00:10:00");

    private static async Task<long> EpochAsync(Gateway gateway, string account)
    {
        await using var db = gateway.Services.GetRequiredService<Database>().Open();
        return (await db.Set<AccountRow>().AsNoTracking().SingleAsync(
            row => row.Id == RowKey.Parse(RowKind.Account, account), TestContext.Current.CancellationToken)).Epoch;
    }

    private static async Task<Answered> UntilGrantedAsync(Gateway gateway, string account, string person)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (true)
        {
            var answer = await gateway.InviteAsync(account, person, idempotencyKey: "request-1");
            if (answer.Status == 200) return answer;
            await Task.Delay(Pause, TimeProvider.System, deadline.Token);
        }
    }

    /// <summary>A sandbox that belongs to neither gateway, and a wire to it on which each send is seen.</summary>
    private sealed class Network(WebApplication sandbox, UpstreamProxy wire, string directory) : IAsyncDisposable
    {
        public UpstreamProxy Wire => wire;

        public SandboxControl Control { get; } = new(new Uri(sandbox.Urls.First()));

        public static async Task<Network> StartAsync()
        {
            var directory = Directory.CreateTempSubdirectory("overture-network-").FullName;
            var sandbox = SandboxHost.Build(
                new SandboxOptions { Url = "http://127.0.0.1:0", DataDirectory = directory });
            await sandbox.StartAsync(TestContext.Current.CancellationToken);
            return new Network(
                sandbox, new UpstreamProxy(new Uri(sandbox.Urls.First()), seed: 1, Breakage.None), directory);
        }

        public async ValueTask DisposeAsync()
        {
            await Control.DisposeAsync();
            await wire.DisposeAsync();
            await sandbox.DisposeAsync();
            Directory.Delete(directory, recursive: true);
        }
    }
}
