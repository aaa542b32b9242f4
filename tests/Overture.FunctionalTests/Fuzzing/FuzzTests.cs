using System.Text;

namespace Overture.FunctionalTests.Fuzzing;

/// <summary>The short form of <c>./fuzz</c>: inputs of any kind, and never a fault of ours.</summary>
public sealed class FuzzTests
{
    [Fact]
    public Task Whatever_comes_is_answered_in_the_envelope_without_a_fault() =>
        RunAsync(new FuzzPlan(20_261_201, 1_500, 400));

    [Fact]
    public void The_same_seed_makes_the_same_inputs()
    {
        var plan = new FuzzPlan(7, 40, 40);

        Assert.Equal(plan.Inputs().Select(input => input.Text), plan.Inputs().Select(input => input.Text));
        Assert.NotEqual(
            plan.Inputs().Select(input => input.Text), (plan with { Seed = 8 }).Inputs().Select(input => input.Text));
        var one = Assert.Single((plan with { Only = "raw 7" }).Inputs());
        Assert.Equal(plan.Inputs().ElementAt(47).Bytes, one.Bytes);
    }

    [Theory]
    [InlineData("", "no answer")]
    [InlineData("HTTP/1.1 500 x\r\nContent-Length: 0\r\n\r\n", "status 500")]
    [InlineData("HTTP/1.1 400 x\r\nContent-Length: 0\r\n\r\n", "status 400 without a body")]
    [InlineData("HTTP/1.1 400 x\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nno", "the type text/plain")]
    [InlineData(
        "HTTP/1.1 400 x\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: 2\r\n\r\n{}",
        "no envelope")]
    [InlineData("HTTP/1.1 302 x\r\nContent-Length: 0\r\n\r\n", "status 302")]
    [InlineData("GARBAGE", "No HTTP answer")]
    public void An_answer_that_is_none_of_the_contracts_is_a_fault(string answer, string fault)
    {
        var input = new FuzzInput("http 0", [.. "GET / HTTP/1.1"u8]);

        Assert.Contains(fault, FuzzJudge.FaultOf(input, Encoding.ASCII.GetBytes(answer)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_that_never_ends_is_a_fault() => Assert.Contains(
        "stayed open", FuzzJudge.FaultOf(new FuzzInput("http 0", []), null), StringComparison.Ordinal);

    internal static async Task RunAsync(FuzzPlan plan)
    {
        Console.WriteLine($"Fuzzing with seed {plan.Seed} …");
        var (faults, summary) = await FuzzRun.RunAsync(plan, TestContext.Current.CancellationToken);
        Console.WriteLine(summary);
        Assert.True(faults.Count == 0, $"Seed {plan.Seed}:\n{string.Join("\n", faults)}");
    }
}
