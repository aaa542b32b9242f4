using System.Text.Json.Nodes;
using Overture.FunctionalTests.Chaos.Parts;

namespace Overture.FunctionalTests.Chaos;

/// <summary>Brings misfortune, drawn from a seed: several kinds at once, and kills amid all of them.</summary>
internal sealed class Nemesis(Landscape land, ChaosPlan plan)
{
    private static readonly string[] FaultPaths = ["send", "send", "resolve", "relationship", "*"];
    private static readonly string[] FaultKinds =
        ["cut-before", "cut-after", "status-500-before", "status-500-after", "status-503", "delay"];

    private static readonly Misfortune[] Deck =
    [
        Misfortune.Kill, Misfortune.Kill, Misfortune.Kill, Misfortune.Kill, Misfortune.Cut, Misfortune.Wire, Misfortune.Wire,
        Misfortune.Upstream, Misfortune.Upstream, Misfortune.Sandbox, Misfortune.Store, Misfortune.Store, Misfortune.Clock,
    ];

    private readonly Random _random = new(plan.Seed);
    private readonly Queue<Misfortune> _deck = [];
    private readonly Dictionary<Misfortune, Task> _running = [];
    private int _disturbances;

    /// <summary>Ends when the plan's kills are done, its time is over and every kind was met, with everything healed.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while ((plan.MeetsEveryKind && _deck.Count > 0) || land.Kills < plan.Kills || land.Timeline.Elapsed < plan.ShortestLoad)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(200, 1300)), TimeProvider.System, cancellationToken);
            if (land.Gateway.HasExited)
            {
                land.NoteDeath();
                await land.ReviveGatewayAsync(cancellationToken);
            }

            await ActAsync(Draw(), cancellationToken);
        }

        await Task.WhenAll(_running.Values);
    }

    // From a shuffled deck, so that also a short run meets every kind.
    private Misfortune Draw()
    {
        if (_deck.Count == 0)
        {
            Misfortune[] cards = [.. Deck];
            _random.Shuffle(cards);
            foreach (var card in cards) _deck.Enqueue(card);
        }

        return _deck.Dequeue();
    }

    private async Task ActAsync(Misfortune misfortune, CancellationToken cancellationToken)
    {
        switch (misfortune)
        {
            case Misfortune.Kill:
                var again = _random.Next(4) == 0 ? TimeSpan.FromMilliseconds(_random.Next(2500)) : (TimeSpan?)null;
                await land.KillGatewayAsync(again, cancellationToken);
                break;
            case Misfortune.Cut:
                land.Timeline.Add($"cut {land.Proxy.CutAll()} connections");
                break;
            case Misfortune.Wire:
                var (rules, spoilt) = (RandomRules(), Seconds(1, 3));
                Begin(misfortune, () => SpoilWireAsync(rules, spoilt, cancellationToken));
                break;
            case Misfortune.Upstream:
                var (fault, lasting) = (RandomFault(), Seconds(1, 3));
                Begin(misfortune, () => SpoilUpstreamAsync(fault, lasting, cancellationToken));
                break;
            case Misfortune.Sandbox:
                await land.RestartSandboxAsync(cancellationToken);
                break;
            case Misfortune.Store:
                DisturbStore(cancellationToken);
                break;
            case Misfortune.Clock:
                // Ends the blindness of those whom lost-answer-blind hides.
                Begin(misfortune, () => QuietlyAsync(land.Control.AdvanceClockAsync("PT61S")));
                break;
        }
    }

    private void DisturbStore(CancellationToken cancellationToken)
    {
        var duration = _random.Next(3) == 0 ? Seconds(4, 7) : Seconds(0.3, 2);
        Begin(Misfortune.Store, () =>
        {
            // In turn, so that also a short run meets each of them.
            var (name, disturb) = land.Store.Disturbances[_disturbances++ % land.Store.Disturbances.Count];
            return land.DisturbStoreAsync(name, disturb, duration, cancellationToken);
        });
    }

    // One of a kind at a time; what is drawn while its like still lasts comes later.
    private void Begin(Misfortune kind, Func<Task> start)
    {
        if (_running.TryGetValue(kind, out var running) && !running.IsCompleted) _deck.Enqueue(kind);
        else _running[kind] = start();
    }

    private TimeSpan Seconds(double from, double to) => TimeSpan.FromSeconds(from + (_random.NextDouble() * (to - from)));

    private ProxyRules RandomRules() => new()
    {
        TearRequest = _random.NextDouble() * 0.2,
        SwallowRequest = _random.NextDouble() * 0.1,
        CutAnswer = _random.NextDouble() * 0.3,
        TearAnswer = _random.NextDouble() * 0.2,
        SwallowAnswer = _random.NextDouble() * 0.2,
    };

    private JsonObject RandomFault()
    {
        var kind = FaultKinds[_random.Next(FaultKinds.Length)];
        var fault = new JsonObject
        {
            ["kind"] = kind, ["path"] = FaultPaths[_random.Next(FaultPaths.Length)],
            ["rate"] = 0.2 + (_random.NextDouble() * 0.6), ["seed"] = _random.Next(),
        };
        if (kind == "delay") fault["delay"] = _random.Next(2) == 0 ? "PT0.3S" : "PT1S";
        return fault;
    }

    private async Task SpoilWireAsync(ProxyRules rules, TimeSpan duration, CancellationToken cancellationToken)
    {
        land.Timeline.Add($"wire: {rules} for {duration.TotalSeconds:0.0} s");
        land.Proxy.Rules = rules;
        await Task.Delay(duration, TimeProvider.System, cancellationToken);
        land.Proxy.Rules = new ProxyRules();
    }

    private async Task SpoilUpstreamAsync(JsonObject fault, TimeSpan duration, CancellationToken cancellationToken)
    {
        land.Timeline.Add($"upstream: {fault.ToJsonString()} for {duration.TotalSeconds:0.0} s");
        await QuietlyAsync(land.Control.AddFaultAsync(fault));
        await Task.Delay(duration, TimeProvider.System, cancellationToken);
        await QuietlyAsync(land.Control.ClearFaultsAsync());
    }

    // The sandbox may be down just now; then it has no faults either.
    private static async Task QuietlyAsync(Task request)
    {
        try
        {
            await request;
        }
        catch (HttpRequestException)
        {
        }
    }
}

internal enum Misfortune
{
    Kill,
    Cut,
    Wire,
    Upstream,
    Sandbox,
    Store,
    Clock,
}
