namespace Overture.FunctionalTests.Chaos.Nodes;

/// <summary>
/// What befalls single nodes, drawn from the seed, one trouble after the other: so it is known for whom somebody had to
/// wait.
/// </summary>
internal sealed class NodeTroubles(Landscape land, ChaosPlan plan)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestReturn = TimeSpan.FromSeconds(60);

    // A node that was declared dead may serve for a moment before it notices.
    private static readonly TimeSpan NoticesWithin = TimeSpan.FromSeconds(8);

    private readonly Random _random = new(plan.Seed + 1);

    /// <summary>
    /// Ends when the plan's kills are done, its time is over and every kind was met, with all nodes well again.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var deck = new Deck(plan.Troubles, _random);
        do
        {
            await WaitAsync(Seconds(0.5, 3), cancellationToken);
            await ActAsync(deck.Draw(), cancellationToken);
        }
        while ((plan.MeetsEveryKind && !deck.IsAtItsEnd) || land.Kills < plan.Kills
            || land.Timeline.Elapsed < plan.ShortestLoad);
    }

    private async Task ActAsync(Misfortune kind, CancellationToken cancellationToken)
    {
        var spare = land.Nodes.FirstOrDefault(node => !node.IsUp);
        Node[] up = [.. land.Nodes.Where(node => node.IsUp)];
        _random.Shuffle(up);
        var isTwo = kind == Misfortune.Kill && up.Length > 2 && _random.Next(4) == 0;
        var victims = kind == Misfortune.Add && spare is not null ? new[] { spare } : up[..(isTwo ? 2 : 1)];
        foreach (var victim in victims)
        {
            // One that died by itself is being brought back just now.
            while (!victim.TryTake()) await WaitAsync(Pause, cancellationToken);
        }

        try
        {
            await StrikeAsync(kind, victims, cancellationToken);
        }
        finally
        {
            foreach (var victim in victims) victim.Release();
        }
    }

    private Task StrikeAsync(Misfortune kind, Node[] victims, CancellationToken cancellationToken)
    {
        var node = victims[0];
        return kind switch
        {
            Misfortune.Kill => KillAsync(victims, cancellationToken),
            Misfortune.Pause => PauseAsync(node, Seconds(2, 4), cancellationToken),
            Misfortune.Refuse => RefuseAsync(node, Seconds(3, 7), cancellationToken),
            Misfortune.Hold => HoldAsync(node, Seconds(3, 7), _random.Next(2) == 0, cancellationToken),
            Misfortune.Store => land.DisturbStoreAsync(_random, cancellationToken),
            Misfortune.Add when !node.IsUp => AddAsync(node, cancellationToken),
            _ => StopAsync(node, land.Nodes.Count(other => other.IsUp) > plan.Form.Nodes, cancellationToken),
        };
    }

    private Task KillAsync(Node[] victims, CancellationToken cancellationToken)
    {
        var again = _random.Next(4) == 0 ? TimeSpan.FromMilliseconds(_random.Next(2500)) : (TimeSpan?)null;
        // Long enough that the others have to notice by themselves, or so short that its successor tells them.
        var away = _random.Next(4) == 0 ? TimeSpan.Zero : plan.LongestAbsence * (0.6 + (0.4 * _random.NextDouble()));
        var name = victims.Length == 2 ? "two nodes killed" : away == TimeSpan.Zero ? "killed, back at once" : "killed";
        return Task.WhenAll(victims.Select(victim => LoseAsync(victim, name, again, away, cancellationToken)));
    }

    private async Task LoseAsync(
        Node node, string name, TimeSpan? again, TimeSpan away, CancellationToken cancellationToken)
    {
        using var outage = land.Outages.Begin(name);
        await node.KillAsync(again, cancellationToken);
        await WaitAsync(away, cancellationToken);
        await node.ReviveAsync(cancellationToken);
    }

    private async Task PauseAsync(Node node, TimeSpan beyond, CancellationToken cancellationToken)
    {
        using var outage = land.Outages.Begin("paused (SIGSTOP)");
        node.Process.Freeze();
        await WaitAsync((NodeArguments.DeadAfter * 2) + beyond, cancellationToken);
        node.Process.Thaw();
        var start = TimeProvider.System.GetTimestamp();
        while (!node.Process.HasExited && TimeProvider.System.GetElapsedTime(start) < NoticesWithin)
        {
            await WaitAsync(Pause, cancellationToken);
        }

        await ReturnAsync(node, cancellationToken);
    }

    private async Task RefuseAsync(Node node, TimeSpan duration, CancellationToken cancellationToken)
    {
        using var outage = land.Outages.Begin("database refused");
        land.Timeline.Add($"{node.Name} is refused by the database for {duration.TotalSeconds:0.0} s");
        node.Wire!.Refuse();
        await WaitAsync(duration, cancellationToken);
        node.Wire.Heal();
        await ReturnAsync(node, cancellationToken);
    }

    private async Task HoldAsync(Node node, TimeSpan duration, bool isLost, CancellationToken cancellationToken)
    {
        using var outage = land.Outages.Begin("database black-holed");
        land.Timeline.Add(
            $"{node.Name} hears nothing of the database for {duration.TotalSeconds:0.0} s; then what was sent "
            + (isLost ? "is lost" : "arrives"));
        node.Wire!.Hold();
        await WaitAsync(duration, cancellationToken);
        node.Wire.Heal(losingWhatWasHeld: isLost);
        await ReturnAsync(node, cancellationToken);
    }

    private async Task StopAsync(Node node, bool isToStayAway, CancellationToken cancellationToken)
    {
        using var outage = land.Outages.Begin("stopped in order");
        await node.StopAsync(cancellationToken);
        if (isToStayAway) return;
        await WaitAsync(TimeSpan.FromSeconds(1), cancellationToken);
        await node.ReviveAsync(cancellationToken);
    }

    private async Task AddAsync(Node node, CancellationToken cancellationToken)
    {
        using var outage = land.Outages.Begin("added");
        await node.ReviveAsync(cancellationToken);
        await WaitAsync(TimeSpan.FromSeconds(1), cancellationToken);
    }

    /// <summary>Until it can serve again; it may have had to end.</summary>
    private async Task ReturnAsync(Node node, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await node.Process.IsReadyAsync(cancellationToken))
        {
            if (node.HasDied)
            {
                node.NoteDeath();
                await node.ReviveAsync(cancellationToken);
                return;
            }

            if (TimeProvider.System.GetElapsedTime(start) > LongestReturn)
            {
                throw new TimeoutException($"{node.Name} did not become ready again: {node.Process.LogTail}");
            }

            await WaitAsync(Pause, cancellationToken);
        }

        land.Timeline.Add($"{node.Name} is ready again");
    }

    private static Task WaitAsync(TimeSpan time, CancellationToken cancellationToken) =>
        Task.Delay(time, TimeProvider.System, cancellationToken);

    private TimeSpan Seconds(double from, double to) =>
        TimeSpan.FromSeconds(from + (_random.NextDouble() * (to - from)));
}
