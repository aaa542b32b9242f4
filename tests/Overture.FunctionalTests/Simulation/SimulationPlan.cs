namespace Overture.FunctionalTests.Simulation;

/// <summary>How large a simulated time is.</summary>
/// <param name="Days">How long it lasts, on the clocks of gateway and sandbox.</param>
/// <param name="Accounts">How many accounts.</param>
/// <param name="Queued">How many people wait in each account's queue from the first day on.</param>
/// <param name="Step">By how much the clocks are moved at a time.</param>
/// <param name="Restarts">How often the gateway is stopped and started meanwhile.</param>
/// <param name="Seed">What the people, the notes and the direct calls are drawn from.</param>
internal sealed record SimulationPlan(int Days, int Accounts, int Queued, TimeSpan Step, int Restarts, int Seed);
