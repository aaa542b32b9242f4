using Overture.Connectors;
using Overture.Server.Invitations;
using Overture.Server.Limits;

namespace Overture.FunctionalTests.Reliability;

/// <summary>Absence proves nothing right after a send, also when room among the pending is looked for.</summary>
public sealed class PendingReviewTests
{
    private static readonly long Account = World.AccountId(0);

    [Fact]
    public async Task An_invitation_that_is_not_shown_yet_makes_no_room_and_one_that_is_gone_for_long_does()
    {
        await using var world = await World.CreateAsync(accounts: 1, credits: 10);
        world.Limits = new LimitsOptions { Pending = 1 };
        world.Between = connector => new BlindConnector(connector);
        var process = await world.StartAsync();
        Assert.Equal(200, (await process.InviteAsync(Account, "person-1", key: null)).Status);

        Assert.Equal(429, (await process.InviteAsync(Account, "person-2", key: null)).Status);
        Assert.Equal(InvitationState.Pending, await StateAsync(world));

        world.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(200, (await process.InviteAsync(Account, "person-2", key: null)).Status);
        Assert.Equal(InvitationState.DeclinedOrExpired, await StateAsync(world));
    }

    private static async Task<InvitationState> StateAsync(World world)
    {
        await using var db = world.Open();
        return db.Set<InvitationRow>().Single(row => row.PersonId == "person-1").State;
    }

    /// <summary>A network whose relationships show no invitation.</summary>
    private sealed class BlindConnector(IConnector inner) : IConnector
    {
        public bool IsLocal => inner.IsLocal;

        public TimeSpan LongestSend => inner.LongestSend;

        public int MaxReads => inner.MaxReads;

        public Task<Answer<OwnProfile>> ReadOwnProfileAsync(Session session, CancellationToken cancellationToken) =>
            inner.ReadOwnProfileAsync(session, cancellationToken);

        public Task<Answer<Person>> ResolvePersonAsync(
            Session session, PersonIdentifier identifier, CancellationToken cancellationToken) =>
            inner.ResolvePersonAsync(session, identifier, cancellationToken);

        public Task<Answer<Relationship>> ReadRelationshipAsync(
            Session session, string memberId, CancellationToken cancellationToken) =>
            Task.FromResult<Answer<Relationship>>(new Relationship(RelationshipKind.NotConnected));

        public Task<Answer<SentInvitation>> SendInvitationAsync(
            Session session, string memberId, string? note, DateTimeOffset latest,
            CancellationToken cancellationToken) =>
            inner.SendInvitationAsync(session, memberId, note, latest, cancellationToken);
    }
}
