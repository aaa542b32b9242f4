namespace Overture.FunctionalTests.Chaos;

/// <summary>The long form for a cluster; <c>./chaos --cluster</c> runs it.</summary>
public sealed class ClusterLongTests
{
    [Fact(Explicit = true)]
    public Task One_request_one_invitation_one_credit_on_three_nodes_for_as_long_as_it_is_asked_to() =>
        ChaosTests.SurviveAsync(ChaosPlan.OfAClusterFromEnvironment());
}
