using System.Text.Json.Nodes;
using Overture.FunctionalTests.Chaos.Parts;

namespace Overture.FunctionalTests.Chaos;

/// <summary>
/// Brings misfortune upon what the nodes depend on, drawn from a seed, several kinds at once, while a course takes its
/// way.
/// </summary>
internal sealed class Nemesis(Landscape land, ChaosPlan plan)
{
    private readonly Random _random = new(plan.Seed);
    private readonly Dictionary<Misfortune, Task> _running = [];

    /// <summary>
    /// Ends, with everything healed, when the course is done and, if the plan says so, every kind met.
    /// </summary>
    public async Task RunAsync(Task course, CancellationToken cancellationToken)
    {
        var deck = new Deck(plan.Surroundings, _random);
        do
        {
            await Task.Delay(
                TimeSpan.FromMilliseconds(_random.Next(200, 1300)), TimeProvider.System, cancellationToken);
            foreach (var node in land.Nodes) await node.ReviveIfDiedAsync(cancellationToken);
            var card = deck.Draw();
            if (_running.TryGetValue(card, out var running) && !running.IsCompleted)
            {
                // One of a kind at a time; what is drawn while its like still lasts comes later.
                deck.PutBack(card);
                continue;
            }

            if (running is not null) await running;
            _running[card] = ActAsync(card, cancellationToken);
        }
        while (!course.IsCompleted || (plan.MeetsEveryKind && !deck.IsAtItsEnd));

        await Task.WhenAll([course, .. _running.Values]);
    }

    private Task ActAsync(Misfortune misfortune, CancellationToken cancellationToken)
    {
        switch (misfortune)
        {
            case Misfortune.Wire:
                return SpoilWireAsync(UpstreamTroubles.RulesOf(_random), Seconds(1, 3), cancellationToken);
            case Misfortune.Upstream:
                return SpoilUpstreamAsync(UpstreamTroubles.FaultOf(_random), Seconds(1, 3), cancellationToken);
            case Misfortune.Sandbox:
                return land.RestartSandboxAsync(cancellationToken);
            case Misfortune.Store:
                return land.DisturbStoreAsync(_random, cancellationToken);
            case Misfortune.Clock:
                // Ends the blindness of those whom lost-answer-blind hides.
                return QuietlyAsync(land.Control.AdvanceClockAsync("PT61S"));
            default:
                land.Timeline.Add($"cut {land.Proxy.CutAll()} connections");
                return Task.CompletedTask;
        }
    }

    private TimeSpan Seconds(double from, double to) =>
        TimeSpan.FromSeconds(from + (_random.NextDouble() * (to - from)));

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
