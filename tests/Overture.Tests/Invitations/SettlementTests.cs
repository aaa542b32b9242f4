using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Invitations;
using Overture.Server.Storage.Rows;

namespace Overture.Tests.Invitations;

public sealed class SettlementTests
{
    private static readonly DateTimeOffset Intent = new(2026, 5, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(90);

    [Fact]
    public void An_invitation_that_is_there_counts_at_once()
    {
        var outcome = Settle(new Relationship(RelationshipKind.InvitationSent) { InvitationId = 7 }, seconds: 0);
        Assert.Equal((InvitationState.Pending, 7L), (outcome.State, outcome.Number));
    }

    [Fact]
    public void A_person_who_is_connected_by_now_has_accepted() => Assert.Equal(
        InvitationState.Accepted, Settle(new Relationship(RelationshipKind.Connected), seconds: 0).State);

    [Theory]
    [InlineData(RelationshipKind.NotConnected, 0, "Unknown")]
    [InlineData(RelationshipKind.NotConnected, 89.999, "Unknown")]
    [InlineData(RelationshipKind.NotConnected, 90, "NotSent")]
    [InlineData(RelationshipKind.InvitationReceived, 89, "Unknown")]
    [InlineData(RelationshipKind.InvitationReceived, 90, "NotSent")]
    public void Absence_counts_after_the_window_only(RelationshipKind kind, double seconds, string expected) =>
        Assert.Equal(expected, Settle(new Relationship(kind), seconds).State.ToString());

    [Theory]
    [InlineData(RelationshipKind.Unknown)]
    [InlineData(RelationshipKind.Self)]
    [InlineData(RelationshipKind.InvitationSent)]
    public void What_cannot_be_read_with_certainty_or_has_no_name_settles_nothing(RelationshipKind kind) =>
        Assert.Equal(InvitationState.Unknown, Settle(new Relationship(kind), seconds: 1_000).State);

    [Fact]
    public void A_session_that_is_lost_settles_nothing_and_stops_the_account()
    {
        var outcome = Settle(
            new Failure(FailureStage.Relationship, FailureClass.SessionLost) { Loss = SessionLoss.ChallengeRequired }, 1_000);
        Assert.Equal((InvitationState.Unknown, Reason.ChallengeRequired), (outcome.State, outcome.AccountLost));
    }

    [Fact]
    public void Looks_are_twice_as_far_apart_each_time_up_to_the_longest_pause()
    {
        var options = new InvitationOptions();
        var pauses = Enumerable.Range(0, 40).Select(checks => Settlement.NextCheck(checks, options, Intent) - Intent).ToList();
        Assert.Equal([2, 4, 8, 16, 32, 64, 128, 256, 512, 600], pauses.Take(10).Select(pause => pause.TotalSeconds));
        Assert.All(pauses.Skip(9), pause => Assert.Equal(options.LongestCheckPause, pause));
    }

    private static SendOutcome Settle(Answer<Relationship> reread, double seconds) =>
        Settlement.Of(reread, Intent, Intent + TimeSpan.FromSeconds(seconds), Window);
}
