using Overture.FunctionalTests.Chaos.Callers;
using Overture.FunctionalTests.Chaos.Nodes;
using Overture.FunctionalTests.Chaos.Parts;
using Overture.FunctionalTests.Chaos.Serving;
using Overture.FunctionalTests.Chaos.Verdict;

namespace Overture.FunctionalTests.Chaos;

/// <summary>
/// One run: load and misfortune together, then calm, then everything is asked once more and held against the witness.
/// </summary>
internal sealed class ChaosRun : IAsyncDisposable
{
    private const int TriesUnderLoad = 6;

    private static readonly TimeSpan LongestCalm = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ChaosPlan _plan;
    private readonly Landscape _land;
    private readonly CallBook _calls = new();
    private readonly List<Caller> _callers;
    private readonly Caller _asker;
    private (string Token, string AccountId)[] _accounts = [];
    private RequestBook _requests = null!;
    private Prober _prober = null!;
    private int _replays;

    private ChaosRun(ChaosPlan plan, Landscape land)
    {
        (_plan, _land) = (plan, land);
        _callers =
        [
            .. Enumerable.Range(0, plan.Callers).Select(index => new Caller(land.Balancer, _calls, plan.Seed + index)),
        ];
        // What it hears is about serving, not about requests, and so in no book.
        _asker = new Caller(land.Balancer, new CallBook(), plan.Seed);
    }

    /// <summary>What a course does to the nodes while there is load.</summary>
    public delegate Task Course(Landscape land, CancellationToken cancellationToken);

    /// <summary>Runs the plan, with the plan's own troubles unless a course is given.</summary>
    public static async Task<ChaosReport> RunAsync(
        ChaosPlan plan, CancellationToken cancellationToken, Course? course = null)
    {
        course ??= (land, token) => new NodeTroubles(land, plan).RunAsync(token);
        var land = await Landscape.StartAsync(plan.Form, cancellationToken);
        await using var run = new ChaosRun(plan, land);
        try
        {
            var report = await run.RunAsync(course, cancellationToken);
            // A rule broken on purpose leaves nothing that anybody has to understand.
            if (plan.KeepsFindings || (report.Violations.Count > 0 && plan.Form.Breakage == Breakage.None))
            {
                await Findings.KeepAsync(land, Findings.Of(report), cancellationToken);
            }

            return report;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            await Findings.KeepAsync(land, [$"seed {plan.Seed}", exception.ToString()], cancellationToken);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var caller in _callers) caller.Dispose();
        _asker.Dispose();
        await _land.DisposeAsync();
    }

    private async Task<ChaosReport> RunAsync(Course course, CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        await LoadAsync(course, cancellationToken);
        await CalmAsync(cancellationToken);
        await ReplayAsync(cancellationToken);
        await _land.KillAllAsync(cancellationToken);
        await ReplayAsync(cancellationToken);
        await _land.SettleAsync(LongestCalm, cancellationToken);
        _land.Timeline.Add("the end");
        var evidence = await _land.GatherAsync(_requests.Requests(), _calls, _accounts, cancellationToken);
        return new ChaosReport
        {
            Seed = _plan.Seed,
            Kills = _land.Kills,
            SandboxRestarts = _land.SandboxRestarts,
            Evictions = _land.Evictions,
            Outages = [.. OutageTable.Lines(_land.Outages.All(), _prober.Served())],
            Duration = _land.Timeline.Elapsed,
            Evidence = evidence,
            Replays = _replays,
            ResolvedLater = await _land.Store.ResolvedLaterAsync(cancellationToken),
            Violations =
            [
                .. _land.Deaths, .. Checker.Check(evidence), .. await _land.CheckLedgerAsync(cancellationToken),
            ],
        };
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var all = await Members.ConnectAsync(_callers[0], _plan.Accounts + _plan.Probes, cancellationToken);
        _accounts = all[.._plan.Accounts];
        var probed = all[_plan.Accounts..];
        _prober = new Prober(_asker, probed, _land.Timeline);
        var memberIds = await Members.IdsAsync(_land.Sandbox.Address, cancellationToken);
        _land.Proxy.Stranger = memberIds[^1];
        _land.Proxy.Spared = probed.Select(account => account.Token).ToHashSet();
        _requests = new RequestBook(_plan.Seed, _accounts, memberIds);
    }

    private async Task LoadAsync(Course course, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var load = Task.WhenAll(
            [_prober.RunAsync(stop.Token), .. _callers.Select(caller => CallAsync(caller, stop.Token))]);
        try
        {
            await new Nemesis(_land, _plan).RunAsync(course(_land, cancellationToken), cancellationToken);
        }
        finally
        {
            await stop.CancelAsync();
            await load;
        }
    }

    private async Task CallAsync(Caller caller, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.WhenAll(_requests.Next().Select(request => caller.InsistAsync(request, TriesUnderLoad, stop)));
            await caller.PauseAsync(0, 300, stop);
        }
    }

    /// <summary>Nothing goes wrong any more: now every request must come to its end.</summary>
    private async Task CalmAsync(CancellationToken cancellationToken)
    {
        _land.Timeline.Add("calm");
        _land.Proxy.Rules = new ProxyRules();
        await _land.Control.ClearFaultsAsync();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(LongestCalm);
        var sight = RestoreSightAsync(deadline.Token);
        var answered = _calls.All().Where(call => call.IsDefinite).Select(call => call.Request.Id).ToHashSet();
        await ForEachAsync(
            _requests.Requests().Where(request => !answered.Contains(request.Id)),
            (caller, request) => caller.InsistAsync(request, int.MaxValue, deadline.Token));
        _land.Timeline.Add("every request has its answer");
        await _land.SettleAsync(LongestCalm, cancellationToken);
        _land.Timeline.Add("nothing is unsettled");
        await deadline.CancelAsync();
        await sight;
    }

    // Whom lost-answer-blind hides comes back after a minute of the network's clock; a run has no minute to spare.
    private async Task RestoreSightAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await _land.Control.AdvanceClockAsync("PT61S");
            await _callers[0].PauseAsync(500, 1000, cancellationToken);
        }
    }

    /// <summary>Asks again under every key that got a 200.</summary>
    private async Task ReplayAsync(CancellationToken cancellationToken)
    {
        var granted = _calls.All().Where(call => call is { Status: 200, Request.Key: not null })
            .Select(call => call.Request).DistinctBy(request => request.Key).ToList();
        _land.Timeline.Add($"{granted.Count} answers are asked for again");
        await ForEachAsync(granted, (caller, request) => caller.AskAsync(request, Patience));
        _replays += granted.Count;
        cancellationToken.ThrowIfCancellationRequested();
    }

    private Task ForEachAsync(IEnumerable<ChaosRequest> requests, Func<Caller, ChaosRequest, Task> actAsync)
    {
        var queue = new System.Collections.Concurrent.ConcurrentQueue<ChaosRequest>(requests);
        return Task.WhenAll(_callers.Select(async caller =>
        {
            while (queue.TryDequeue(out var request)) await actAsync(caller, request);
        }));
    }
}
