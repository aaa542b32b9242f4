namespace Overture.FunctionalTests.Chaos;

/// <summary>Several nodes on one database. Each kind of trouble befalls one of them while the others serve.</summary>
public sealed class ClusterTests
{
    [Fact]
    public Task One_request_one_invitation_one_credit_on_three_nodes() =>
        ChaosTests.SurviveAsync(ChaosPlan.OfACluster(20_261_124));
}
