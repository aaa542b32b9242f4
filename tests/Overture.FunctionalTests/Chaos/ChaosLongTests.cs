namespace Overture.FunctionalTests.Chaos;

/// <summary>The long form; <c>./chaos</c> runs it and says what it is to do.</summary>
public sealed class ChaosLongTests
{
    [Fact(Explicit = true)]
    public Task One_request_one_invitation_one_credit_for_as_long_as_it_is_asked_to() =>
        ChaosTests.SurviveAsync(ChaosPlan.FromEnvironment());
}
