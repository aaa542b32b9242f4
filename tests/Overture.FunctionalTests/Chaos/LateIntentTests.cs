using Overture.FunctionalTests.Chaos.Callers;
using Overture.FunctionalTests.Chaos.Verdict;

namespace Overture.FunctionalTests.Chaos;

/// <summary>
/// An intent may wait long for the disk before it is durable and its send leaves. What is then not yet seen at the
/// upstream may still be on its way: how long an absence must last counts from the send, not from the thought of it.
/// </summary>
public sealed class LateIntentTests
{
    private const int Accounts = 8;

    // The intents wait so long for the database that their sends, each of which the network takes after 3 s and we
    // after 2 s give up, arrive when 7 s have passed since the intent was made.
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(4.7);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_send_that_left_late_is_not_taken_for_absent_too_early()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var calls = new CallBook();
        await using var land = await Landscape.StartAsync(
            new LandscapeForm { Settings = ["Overture:Invitations:AbsenceCountsAfter=00:00:07"] }, cancellationToken);
        using var caller = new Caller(land.Balancer, calls, seed: 1);
        var accounts = await Members.ConnectAsync(caller, Accounts, cancellationToken);
        List<ChaosRequest> requests = [.. accounts.Select((account, index) => RequestOf(account, index, "")),
            .. accounts.Select((account, index) => RequestOf(account, Accounts + index, "--slow"))];
        // Each actor has taken its account over, so that what waits for the database is the intent and nothing before
        // it.
        await Task.WhenAll(
            requests.Take(Accounts).Select(request => caller.InsistAsync(request, tries: 100, cancellationToken)));

        var busy = land.DisturbStoreAsync("database busy", Busy, cancellationToken);
        await Task.WhenAll(requests.Skip(Accounts).Select(request => caller.AskAsync(request, Patience)));
        await busy;
        await land.SettleAsync(Patience, cancellationToken);
        // A verdict that came too early shows only when the late send has arrived.
        await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System, cancellationToken);
        await Task.WhenAll(
            requests.Skip(Accounts).Select(request => caller.InsistAsync(request, tries: 100, cancellationToken)));
        await land.SettleAsync(Patience, cancellationToken);

        Assert.Empty(Checker.Check(await land.GatherAsync(requests, calls, accounts, cancellationToken)));
    }

    private static ChaosRequest RequestOf((string Token, string AccountId) account, int id, string behaviour)
    {
        var slug = $"person-{id + 1}{behaviour}";
        return new ChaosRequest(
            id, new Pair(account.Token, slug), account.AccountId, $"https://www.linkedin.com/in/{slug}", $"late-{id}")
        {
            MustBeGranted = true,
        };
    }
}
