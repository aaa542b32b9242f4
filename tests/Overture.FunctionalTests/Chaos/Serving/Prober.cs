using System.Collections.Concurrent;
using System.Collections.Frozen;
using Overture.FunctionalTests.Chaos.Callers;
using Overture.FunctionalTests.Chaos.Parts;
using Overture.FunctionalTests.Chaos.Verdict;

namespace Overture.FunctionalTests.Chaos.Serving;

/// <summary>
/// Asks again and again for each of a few accounts, which is to invite somebody it is connected with already: that
/// needs the node, the actor, the database and the upstream, and sends nothing. So it is known when each account was
/// served.
/// </summary>
internal sealed class Prober(Caller caller, IReadOnlyList<(string Token, string AccountId)> accounts, Timeline timeline)
{
    private const string Friend = "already-connected";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    // The actor has done its part and says what the upstream made of it.
    private static readonly FrozenSet<string> OfTheUpstream =
        FrozenSet.Create("upstream_unavailable", "upstream_changed", "platform_throttled");

    private readonly ConcurrentQueue<TimeSpan>[] _served = [.. accounts.Select(_ => new ConcurrentQueue<TimeSpan>())];

    /// <summary>For each account the moments at which it was served, by the run's own clock.</summary>
    public List<List<TimeSpan>> Served() => [.. _served.Select(moments => moments.Order().ToList())];

    public Task RunAsync(CancellationToken stop) => Task.WhenAll(accounts.Select((_, index) => AskAsync(index, stop)));

    // Also while earlier ones are unanswered: whoever waits for a node that hangs does not know whether others are
    // served.
    private async Task AskAsync(int index, CancellationToken stop)
    {
        var asked = new List<Task>();
        while (!stop.IsCancellationRequested)
        {
            asked.RemoveAll(one => one.IsCompleted);
            asked.Add(AskOnceAsync(index));
            await caller.PauseAsync((int)Pause.TotalMilliseconds, (int)Pause.TotalMilliseconds + 1, stop);
        }

        await Task.WhenAll(asked);
    }

    private async Task AskOnceAsync(int index)
    {
        var (token, accountId) = accounts[index];
        var request = new ChaosRequest(
            -1 - index, new Pair(token, Friend), accountId, $"https://www.linkedin.com/in/{Friend}", Key: null);
        var call = await caller.AskAsync(request, Patience);
        if (call.Status == 200 || OfTheUpstream.Contains(call.Reason ?? "")) _served[index].Enqueue(timeline.Elapsed);
    }
}
