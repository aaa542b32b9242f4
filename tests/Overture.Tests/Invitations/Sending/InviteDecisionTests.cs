using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Invitations.Sending;

namespace Overture.Tests.Invitations.Sending;

/// <summary>Whether a person can be invited, by what the platform says of them.</summary>
public sealed class InviteDecisionTests
{
    private static readonly Person Ordinary = new("ACoAAA1", "ada", "Ada", "L", "Engineer");

    [Fact]
    public void An_ordinary_stranger_is_invited() => Assert.Equal(
        (InviteVerdict.Send, null), VerdictOn(Ordinary, RelationshipKind.NotConnected));

    [Fact]
    public void Whose_profile_asks_for_an_email_address_is_refused_before_anything_leaves() => Assert.Equal(
        (InviteVerdict.Refuse, Reason.EmailRequired),
        VerdictOn(Ordinary with { RequiresEmail = true }, RelationshipKind.NotConnected));

    [Fact]
    public void Who_is_remembered_is_refused_first() => Assert.Equal(
        (InviteVerdict.Refuse, Reason.Memorialized),
        VerdictOn(Ordinary with { RequiresEmail = true, IsMemorialized = true }, RelationshipKind.NotConnected));

    [Theory]
    [InlineData(RelationshipKind.Self, Reason.SelfInvite)]
    [InlineData(RelationshipKind.InvitationSent, Reason.AlreadyInvited)]
    [InlineData(RelationshipKind.InvitationReceived, Reason.TheyInvitedYou)]
    [InlineData(RelationshipKind.Unknown, Reason.UpstreamChanged)]
    public void A_relationship_other_than_none_refuses(RelationshipKind kind, Reason reason) =>
        Assert.Equal((InviteVerdict.Refuse, reason), VerdictOn(Ordinary, kind));

    [Fact]
    public void Who_is_connected_already_is_no_refusal() => Assert.Equal(
        (InviteVerdict.AlreadyConnected, null),
        VerdictOn(Ordinary with { RequiresEmail = true }, RelationshipKind.Connected));

    private static (InviteVerdict Verdict, Reason? Reason) VerdictOn(Person person, RelationshipKind kind)
    {
        var decision = InviteDecision.Of(person, new Relationship(kind));
        return (decision.Verdict, decision.Refusal?.Reason);
    }
}
