namespace Overture.FunctionalTests.Chaos;

/// <summary>The short form with a new seed each time. A class of its own, so that it runs beside the other.</summary>
public sealed class ChaosNewSeedTests
{
    [Fact]
    public Task One_request_one_invitation_one_credit_on_postgresql() =>
        ChaosTests.SurviveAsync(new ChaosPlan(
            new LandscapeForm { Seed = ChaosPlan.SeedFromEnvironment(), OnPostgres = true }));
}
