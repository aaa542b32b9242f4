using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Accounts.Upstream;
using Overture.Server.Invitations;
using Overture.Server.Invitations.Resolving;
using Overture.Server.Invitations.Sending;

namespace Overture.Tests.Invitations.Resolving;

public sealed class ResolutionTests
{
    private static readonly DateTimeOffset Intent = new(2026, 5, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan AbsenceCountsAfter = TimeSpan.FromSeconds(90);

    [Fact]
    public void An_invitation_that_is_there_counts_at_once()
    {
        var outcome = Resolve(new Relationship(RelationshipKind.InvitationSent) { InvitationId = 7 }, seconds: 0);

        Assert.Equal((InvitationState.Pending, 7L), (outcome.State, outcome.Number));
    }

    [Fact]
    public void A_person_who_is_connected_by_now_has_accepted() => Assert.Equal(
        InvitationState.Accepted, Resolve(new Relationship(RelationshipKind.Connected), seconds: 0).State);

    [Theory]
    [InlineData(RelationshipKind.NotConnected, 0, "Unknown")]
    [InlineData(RelationshipKind.NotConnected, 89.999, "Unknown")]
    [InlineData(RelationshipKind.NotConnected, 90, "NotSent")]
    [InlineData(RelationshipKind.InvitationReceived, 89, "Unknown")]
    [InlineData(RelationshipKind.InvitationReceived, 90, "NotSent")]
    public void Absence_counts_only_after_the_window(RelationshipKind kind, double seconds, string expected) =>
        Assert.Equal(expected, Resolve(new Relationship(kind), seconds).State.ToString());

    [Theory]
    [InlineData(RelationshipKind.Unknown)]
    [InlineData(RelationshipKind.Self)]
    [InlineData(RelationshipKind.InvitationSent)]
    public void An_uncertain_relationship_or_an_invitation_without_a_number_resolves_nothing(RelationshipKind kind) =>
        Assert.Equal(InvitationState.Unknown, Resolve(new Relationship(kind), seconds: 1_000).State);

    [Fact]
    public void Every_kind_of_relationship_has_a_resolution() => Assert.All(
        Enum.GetValues<RelationshipKind>(),
        kind => Assert.Contains(
            Resolve(new Relationship(kind), seconds: 0).State,
            new[] { InvitationState.Unknown, InvitationState.Accepted }));

    [Fact]
    public void A_lost_session_resolves_nothing_and_stops_the_account()
    {
        var failure = new Failure(FailureStage.Relationship, FailureClass.SessionLost)
        {
            Loss = SessionLoss.ChallengeRequired,
        };
        var refusal = UpstreamRefusal.Of(failure, new UpstreamOptions(), Intent);

        var outcome = Resolve(new UpstreamAnswer<Relationship>(failure, refusal), 1_000);

        Assert.Equal(
            (InvitationState.Unknown, Reason.ChallengeRequired),
            (outcome.State, UpstreamRefusal.AccountLostBy(failure)));
    }

    [Theory]
    [InlineData(FailureClass.NotSent)]
    [InlineData(FailureClass.PerhapsSent)]
    [InlineData(FailureClass.AnsweredBadly)]
    [InlineData(FailureClass.Throttled)]
    public void A_failed_read_resolves_nothing(FailureClass @class)
    {
        var failure = new Failure(FailureStage.Relationship, @class);
        var refusal = UpstreamRefusal.Of(failure, new UpstreamOptions(), Intent);

        var outcome = Resolve(new UpstreamAnswer<Relationship>(failure, refusal), 1_000);

        Assert.Equal(InvitationState.Unknown, outcome.State);
    }

    [Fact]
    public void Checks_are_twice_as_far_apart_each_time_up_to_the_longest_pause()
    {
        var options = new InvitationOptions();

        var pauses = Enumerable.Range(0, 40)
            .Select(checks => Resolution.NextCheck(checks, options, Intent) - Intent).ToList();

        Assert.Equal(
            [2, 4, 8, 16, 32, 64, 128, 256, 512, 600], pauses.Take(10).Select(pause => pause.TotalSeconds));
        Assert.All(pauses.Skip(9), pause => Assert.Equal(options.MaxCheckPause, pause));
    }

    private static SendOutcome Resolve(Relationship relationship, double seconds) =>
        Resolve(new UpstreamAnswer<Relationship>(relationship), seconds);

    private static SendOutcome Resolve(UpstreamAnswer<Relationship> read, double seconds) =>
        Resolution.Of(read, Intent, Intent + TimeSpan.FromSeconds(seconds), AbsenceCountsAfter);
}
