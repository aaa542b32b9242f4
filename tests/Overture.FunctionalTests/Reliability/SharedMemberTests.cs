using Microsoft.EntityFrameworkCore;
using Overture.Connectors;
using Overture.Server.Credits;
using Overture.Server.Http;
using Overture.Server.Invitations;

namespace Overture.FunctionalTests.Reliability;

/// <summary>One member of the network behind two accounts, as when two workspaces connect the same person.</summary>
public sealed class SharedMemberTests
{
    [Fact]
    public async Task The_others_invitation_is_not_taken_for_ones_own_and_not_paid_for_twice()
    {
        await using var world = await World.CreateAsync(accounts: 2, credits: 10, sharedToken: "the-same-member");
        // Both have seen a stranger. Then the first one's invitation arrives, and the second one's request is lost.
        world.Network.Plan([SendFate.Answered, SendFate.LostRequest], []);
        var first = new TaskCompletionSource<WireAnswer>();
        World.Process? process = null;
        world.Between = connector => new Overtaken(connector, async () =>
            first.SetResult(await process!.InviteAsync(World.AccountId(0), "person-0", key: null)));
        process = await world.StartAsync();

        var second = await process.InviteAsync(World.AccountId(1), "person-0", key: null);

        Assert.Equal(200, (await first.Task).Status);
        Assert.Equal(409, second.Status);
        Assert.Single(world.Network.Witness);
        await using var db = world.Open();
        Assert.Equal(9, (await db.Set<BalanceRow>().SingleAsync(TestContext.Current.CancellationToken)).Credits);
        Assert.Equal(
            [InvitationState.Pending, InvitationState.Refused],
            await db.Set<InvitationRow>().OrderBy(row => row.AccountId).Select(row => row.State)
                .ToListAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Lets somebody else act at the moment at which the first send is about to leave.</summary>
    private sealed class Overtaken(IConnector inner, Func<Task> overtake) : IConnector
    {
        private int _sends;

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
            inner.ReadRelationshipAsync(session, memberId, cancellationToken);

        public async Task<Answer<SentInvitation>> SendInvitationAsync(
            Session session, string memberId, string? note, DateTimeOffset latest, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _sends) == 1) await overtake();
            return await inner.SendInvitationAsync(session, memberId, note, latest, cancellationToken);
        }
    }
}
