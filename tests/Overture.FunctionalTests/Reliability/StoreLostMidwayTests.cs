using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Overture.Connectors;
using Overture.Server.Invitations;

namespace Overture.FunctionalTests.Reliability;

/// <summary>The database goes away after the invitation has left: nobody may be told that nothing was begun.</summary>
public sealed class StoreLostMidwayTests
{
    [Fact]
    public async Task What_has_left_is_unknown_and_not_unbegun_and_is_settled_when_the_database_is_back()
    {
        await using var world = await World.CreateAsync(accounts: 1, credits: 10);
        world.Network.Plan([SendFate.LostAnswer], []);
        world.Between = connector => new LosingStore(
            connector, () => RunAsync(world, "ALTER TABLE invitations RENAME TO away"));
        var process = await world.StartAsync();

        var answer = await process.InviteAsync(World.AccountId(0), "person-0", key: "request-1");
        Assert.Equal("outcome_unknown", JsonNode.Parse(answer.Body)!["error"]!["reason"]!.GetValue<string>());

        await RunAsync(world, "ALTER TABLE away RENAME TO invitations");
        world.Time.Advance(TimeSpan.FromMinutes(5));
        await process.ResolveAsync(World.AccountId(0));

        await using var db = world.Open();
        var row = await db.Set<InvitationRow>().SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal((InvitationState.Pending, world.Network.Witness.Single().Number), (row.State, row.Number));
        Assert.Equal(200, (await process.InviteAsync(World.AccountId(0), "person-0", key: "request-1")).Status);
    }

    private static async Task RunAsync(World world, string sql)
    {
        await using var db = world.Open();
        await db.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken);
    }

    /// <summary>Takes the database away at the first look after the send.</summary>
    private sealed class LosingStore(IConnector inner, Func<Task> lose) : IConnector
    {
        private int _looks;

        public bool IsLocal => inner.IsLocal;

        public TimeSpan LongestSend => inner.LongestSend;

        public int MaxReads => inner.MaxReads;

        public Task<Answer<OwnProfile>> ReadOwnProfileAsync(Session session, CancellationToken cancellationToken) =>
            inner.ReadOwnProfileAsync(session, cancellationToken);

        public Task<Answer<Person>> ResolvePersonAsync(
            Session session, PersonIdentifier identifier, CancellationToken cancellationToken) =>
            inner.ResolvePersonAsync(session, identifier, cancellationToken);

        public async Task<Answer<Relationship>> ReadRelationshipAsync(
            Session session, string memberId, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _looks) == 1) await lose();
            return await inner.ReadRelationshipAsync(session, memberId, cancellationToken);
        }

        public Task<Answer<SentInvitation>> SendInvitationAsync(
            Session session, string memberId, string? note, DateTimeOffset latest,
            CancellationToken cancellationToken) =>
            inner.SendInvitationAsync(session, memberId, note, latest, cancellationToken);
    }
}
