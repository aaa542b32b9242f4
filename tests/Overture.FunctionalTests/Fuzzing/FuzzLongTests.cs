namespace Overture.FunctionalTests.Fuzzing;

/// <summary>The long form; <c>./fuzz</c> runs it and says what it is to do.</summary>
public sealed class FuzzLongTests
{
    [Fact(Explicit = true)]
    public Task Whatever_comes_is_answered_in_the_envelope_without_a_fault() =>
        FuzzTests.RunAsync(FuzzPlan.FromEnvironment());
}
