using System.Diagnostics;
using System.Globalization;
using Overture.FunctionalTests.Chaos.Callers;
using Overture.FunctionalTests.Chaos.Parts;
using Overture.FunctionalTests.Chaos.Verdict;

namespace Overture.FunctionalTests.Chaos;

/// <summary>
/// A gateway killed with many sends under way: how soon it is back, and how soon it knows what became of each.
/// </summary>
public sealed class RecoveryTests
{
    private static readonly TimeSpan Absence = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestAsking = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    [Fact]
    public Task Fifty_sends_that_arrived_are_found() =>
        RecoverAsync(50, new ProxyRules { SwallowAnswer = 1, SendsOnly = true });

    [Fact(Explicit = true)]
    public Task A_thousand_sends_that_arrived_are_found() =>
        RecoverAsync(1000, new ProxyRules { SwallowAnswer = 1, SendsOnly = true });

    [Fact(Explicit = true)]
    public Task A_thousand_sends_that_never_arrived_are_given_back() =>
        RecoverAsync(1000, new ProxyRules { SwallowRequest = 1, SendsOnly = true });

    private static async Task RecoverAsync(int rows, ProxyRules rules)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var calls = new CallBook();
        await using var land = await Landscape.StartAsync(
            new LandscapeForm
            {
                Settings =
                [
                    "Overture:Connectors:WebSession:SendTimeout=00:00:30",
                    "Overture:Connectors:WebSession:ReadTimeout=00:00:30",
                    $"Overture:Invitations:AbsenceCountsAfter={Absence}",
                ],
            },
            cancellationToken);
        using var caller = new Caller(land.Balancer, calls, seed: 1);
        var accounts = await Members.ConnectAsync(caller, rows, cancellationToken);
        var requests = accounts.Select((account, index) => new ChaosRequest(
            index, new Pair(account.Token, $"person-{index + 1}"), account.AccountId,
            $"https://www.linkedin.com/in/person-{index + 1}", $"recovery-{index}")
        { MustBeGranted = true }).ToList();

        land.Proxy.Rules = rules;
        var asked = Stopwatch.StartNew();
        var hanging = Task.WhenAll(requests.Select(request => caller.AskAsync(request, Longest)));
        while (land.Proxy.Sends().Count < rows && asked.Elapsed < LongestAsking)
        {
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }

        await land.Nodes[0].KillAsync(againAfter: null, cancellationToken);
        var sending = await land.Store.UnresolvedAsync(cancellationToken);
        await hanging;
        land.Proxy.Rules = new ProxyRules();

        var ready = await land.Nodes[0].ReviveAsync(cancellationToken);
        var settled = await land.SettleAsync(Longest, cancellationToken);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Recovery with {sending} rows in sending ({(rules.SwallowAnswer > 0 ? "all arrived" : "none arrived")}): "
            + $"ready {ready.TotalSeconds:0.0} s after the start, all settled {settled.TotalSeconds:0.0} s later, "
            + $"{asked.Elapsed.TotalSeconds:0.0} s after the first request (an absence counts after "
            + $"{Absence.TotalSeconds:0} s)"));
        Assert.Equal(rows, sending);
        await Task.WhenAll(requests.Select(request => caller.InsistAsync(request, tries: 100, cancellationToken)));
        Assert.Empty(Checker.Check(await land.GatherAsync(requests, calls, accounts, cancellationToken)));
    }
}
