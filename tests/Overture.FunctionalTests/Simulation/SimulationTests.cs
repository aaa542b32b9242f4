namespace Overture.FunctionalTests.Simulation;

/// <summary>Days of full queues: no budget is ever exceeded, nothing is stuck, nothing is sent twice.</summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    [Fact]
    public Task Three_days_of_eight_accounts() =>
        SurviveAsync(new SimulationPlan(3, 8, 60, TimeSpan.FromMinutes(20), Restarts: 1, Seed: 7));

    /// <summary>The one whose figures stand in docs/reliability.md.</summary>
    [Fact(Explicit = true)]
    public Task Fourteen_days_of_a_hundred_accounts_with_five_hundred_people_each() =>
        SurviveAsync(new SimulationPlan(14, 100, 500, TimeSpan.FromMinutes(15), Restarts: 3, Seed: 14));

    private async Task SurviveAsync(SimulationPlan plan)
    {
        await using var run = new SimulationRun(plan);
        await run.LiveAsync();

        Assert.Empty(await SimulationVerdict.OfAsync(run, output));
    }
}
