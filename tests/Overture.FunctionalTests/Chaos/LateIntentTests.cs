using Overture.FunctionalTests.Chaos.Callers;
using Overture.FunctionalTests.Chaos.Parts;
using Overture.FunctionalTests.Chaos.Verdict;

namespace Overture.FunctionalTests.Chaos;

/// <summary>
/// An intent may wait long for the disk before it is durable and its send leaves. What is then not yet seen at the upstream
/// may still be on its way: how long an absence must last counts from the send, not from the thought of it.
/// </summary>
public sealed class LateIntentTests
{
    private const int Accounts = 8;

    // Longer than the database's busy timeout, so that intents wait behind one that fails; and 2 s short of what the
    // absence must last, so that those which then leave are looked at just after.
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(6.7);

    [Fact]
    public async Task A_send_that_left_late_is_not_taken_for_absent_too_early()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var calls = new CallBook();
        await using var land = await Landscape.StartAsync(1, Breakage.None, [], cancellationToken);
        using var caller = new Caller(land.Gateway.Address, calls, seed: 1);
        var accounts = await land.ConnectAsync(caller, Accounts, cancellationToken);
        var wishes = accounts.Select((account, index) => new Wish(
            index, new Pair(account.Token, $"person-{index + 1}--slow"), account.AccountId, $"person-{index + 1}--slow", $"late-{index}"))
            .Select(wish => wish with { Spelling = $"https://www.linkedin.com/in/{wish.Spelling}", MustBeGranted = true }).ToList();

        var (name, holdAsync) = land.Store.Disturbances.Single(disturbance => disturbance.Name == "database busy");
        var busy = land.DisturbStoreAsync(name, holdAsync, Busy, cancellationToken);
        await Task.WhenAll(wishes.Select(wish => caller.InsistAsync(wish, tries: 100, cancellationToken)));
        await busy;
        await land.SettleAsync(TimeSpan.FromSeconds(30), cancellationToken);

        Assert.Empty(Checker.Check(await land.GatherAsync(
            wishes, calls, accounts.ToDictionary(account => account.AccountId, account => account.Token), cancellationToken)));
    }
}
