using Overture.FunctionalTests.Chaos.Parts;
using Overture.FunctionalTests.Chaos.Verdict;

namespace Overture.FunctionalTests.Chaos;

/// <summary>The short form: the real programs, killed and cut under load. <c>./chaos</c> runs the long one.</summary>
public sealed class ChaosTests
{
    [Fact]
    public Task One_request_one_invitation_one_credit_with_a_seed_that_is_always_the_same() =>
        SurviveAsync(new ChaosPlan(new LandscapeForm { Seed = 20_261_123 }));

    [Fact]
    public async Task A_resend_on_the_wire_makes_the_suite_fail()
    {
        var report = await ChaosRun.RunAsync(
            new ChaosPlan(
                new LandscapeForm { Seed = 7, Breakage = Breakage.Resend })
            { Kills = 1, MeetsEveryKind = false },
            TestContext.Current.CancellationToken);
        Assert.Contains(report.Violations, violation => violation is { Kind: ViolationKind.Duplicate, Rule: "I1" });
    }

    internal static async Task SurviveAsync(ChaosPlan plan, ChaosRun.Course? course = null)
    {
        Console.WriteLine($"Chaos with seed {plan.Seed} (CHAOS_SEED={plan.Seed} repeats it) …");
        var report = await ChaosRun.RunAsync(plan, TestContext.Current.CancellationToken, course);
        Console.WriteLine(report.Table());
        Assert.True(report.Violations.Count == 0, Findings.Summary(report));
    }
}
