using Microsoft.EntityFrameworkCore;
using Overture.Client.Contract;
using Overture.Server.Accounts;
using Overture.Server.Credits;
using Overture.Server.Http;
using Overture.Server.Idempotency;
using Overture.Server.Invitations;
using Overture.Server.Storage;
using Overture.Server.Storage.Rows;

namespace Overture.FunctionalTests.StoreConformance;

/// <summary>What every store must do, whichever database it is; a test may open two nodes on one backend.</summary>
public abstract class StoreConformance
{
    private const string Workspace = "ws_1";

    private static readonly WireAnswer Answer = new(200, [1, 2, 3]);

    private protected abstract Task<IStoreHarness> HarnessAsync();

    [Fact]
    public async Task An_invitation_that_is_sent_is_charged_once()
    {
        await using var harness = await HarnessAsync();
        await using var node = await harness.OpenAsync();
        await Seed.WorkspaceAsync(node, Workspace, 10);
        var account = await Seed.AccountAsync(node, Workspace, "acc_1");
        var intent = Seed.Intent(node, account, "A");

        Assert.True((await node.Commits.IntendAsync(account, intent, Seed.Person(node, "A"), Seed.Wish(), false)).IsCommitted);
        Assert.Equal(9, await CreditsAsync(node));
        Assert.True((await node.Commits.SettleAsync(account, intent, SendOutcome.Sent(77), Answer)).IsCommitted);

        var row = await node.ReadAsync(db => db.Invitations.SingleAsync());
        Assert.Equal((InvitationState.Pending, 77L, null), (row.State, row.Number, row.CheckAt));
        Assert.Equal(9, await CreditsAsync(node));
        Assert.Equal([LedgerKind.Grant, LedgerKind.Reserve, LedgerKind.Commit], await KindsAsync(node));
    }

    [Fact]
    public async Task An_invitation_that_was_not_sent_costs_nothing_and_leaves_the_person_free()
    {
        await using var harness = await HarnessAsync();
        await using var node = await harness.OpenAsync();
        await Seed.WorkspaceAsync(node, Workspace, 10);
        var account = await Seed.AccountAsync(node, Workspace, "acc_1");
        var intent = Seed.Intent(node, account, "A");
        await node.Commits.IntendAsync(account, intent, Seed.Person(node, "A"), Seed.Wish(), false);
        var outcome = new SendOutcome(InvitationState.NotSent) { Refusal = new Refusal(Reason.UpstreamUnavailable) };
        Assert.True((await node.Commits.SettleAsync(account, intent, outcome, Answer)).IsCommitted);

        Assert.Equal(10, await CreditsAsync(node));
        Assert.Equal([LedgerKind.Grant, LedgerKind.Reserve, LedgerKind.Release], await KindsAsync(node));
        var again = Seed.Intent(node, account, "A");
        Assert.True((await node.Commits.IntendAsync(account, again, Seed.Person(node, "A"), Seed.Wish(), false)).IsCommitted);
    }

    [Fact]
    public async Task Two_nodes_cannot_begin_two_invitations_to_one_person()
    {
        await using var harness = await HarnessAsync();
        await using var one = await harness.OpenAsync();
        await using var two = await harness.OpenAsync();
        await Seed.WorkspaceAsync(one, Workspace, 1000);
        var account = await Seed.AccountAsync(one, Workspace, "acc_1");

        for (var round = 0; round < 20; round++)
        {
            var person = $"P{round}";
            var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            {
                var node = i % 2 == 0 ? one : two;
                return node.Commits.IntendAsync(
                    account, Seed.Intent(node, account, person), Seed.Person(node, person), Seed.Wish(), false);
            }));
            Assert.Single(results, result => result.IsCommitted);
            Assert.All(
                results.Where(result => !result.IsCommitted),
                result => Assert.Equal((CommitVerdict.Refused, Guard.OneLiveInvitation), (result.Verdict, result.RefusedBy)));
        }

        Assert.Equal(980, await CreditsAsync(one));
        Assert.Equal(20, await one.ReadAsync(db => db.Invitations.CountAsync()));
    }

    [Fact]
    public async Task Of_teammates_who_want_one_person_at_once_one_gets_them()
    {
        await using var harness = await HarnessAsync();
        await using var one = await harness.OpenAsync();
        await using var two = await harness.OpenAsync();
        await Seed.WorkspaceAsync(one, Workspace, 1000);
        var accounts = new List<ActingAccount>();
        for (var i = 0; i < 10; i++) accounts.Add(await Seed.AccountAsync(one, Workspace, $"acc_{i}"));

        for (var round = 0; round < 20; round++)
        {
            var person = $"P{round}";
            var results = await Task.WhenAll(accounts.Select((account, i) =>
            {
                // Even rounds share the transactions of one node, odd ones meet between two.
                var node = round % 2 == 0 || i % 2 == 0 ? one : two;
                return node.ClaimingCommits.IntendAsync(
                    account, Seed.Intent(node, account, person), Seed.Person(node, person), Seed.Wish(), false);
            }));
            Assert.Single(results, result => result.IsCommitted);
            Assert.All(
                results.Where(result => !result.IsCommitted),
                result => Assert.Equal((CommitVerdict.Refused, Guard.OneLiveInvitation), (result.Verdict, result.RefusedBy)));
        }

        Assert.Equal(980, await CreditsAsync(one));
        Assert.Equal(20, await one.ReadAsync(db => db.Invitations.CountAsync()));
    }

    [Fact]
    public async Task A_hundred_accounts_spend_the_last_credit_once()
    {
        await using var harness = await HarnessAsync();
        await using var one = await harness.OpenAsync();
        await using var two = await harness.OpenAsync();
        await Seed.WorkspaceAsync(one, Workspace, 1);
        var accounts = new List<ActingAccount>();
        for (var i = 0; i < 100; i++) accounts.Add(await Seed.AccountAsync(one, Workspace, $"acc_{i}"));

        var results = await Task.WhenAll(accounts.Select((account, i) =>
        {
            var node = i % 2 == 0 ? one : two;
            return node.Commits.IntendAsync(account, Seed.Intent(node, account, "A"), Seed.Person(node, "A"), Seed.Wish(), false);
        }));

        Assert.Single(results, result => result.IsCommitted);
        Assert.All(results.Where(result => !result.IsCommitted), result => Assert.Equal(Guard.Balance, result.RefusedBy));
        Assert.Equal(0, await CreditsAsync(one));
        Assert.Equal(1, await one.ReadAsync(db => db.Invitations.CountAsync()));
    }

    [Fact]
    public async Task A_refused_step_does_not_disturb_the_others_of_its_transaction()
    {
        await using var harness = await HarnessAsync();
        await using var node = await harness.OpenAsync();
        await Seed.WorkspaceAsync(node, Workspace, 1000);
        var account = await Seed.AccountAsync(node, Workspace, "acc_1");
        var zombie = account with { Epoch = 0 };

        var results = await Task.WhenAll(Enumerable.Range(0, 60).Select(i =>
        {
            var acting = i % 7 == 0 ? zombie : account;
            return node.Commits.IntendAsync(
                acting, Seed.Intent(node, acting, $"P{i}"), Seed.Person(node, $"P{i}"), Seed.Wish(), false);
        }));

        for (var i = 0; i < results.Length; i++)
            Assert.Equal(i % 7 == 0 ? Guard.Fence : Guard.None, results[i].RefusedBy);
        Assert.Equal(51, await node.ReadAsync(db => db.Invitations.CountAsync()));
        Assert.Equal(949, await CreditsAsync(node));
    }

    [Fact]
    public async Task A_statement_that_the_store_cannot_take_fails_its_own_step_alone()
    {
        await using var harness = await HarnessAsync();
        await using var node = await harness.OpenAsync();
        await Seed.WorkspaceAsync(node, Workspace, 1000);
        var account = await Seed.AccountAsync(node, Workspace, "acc_1");
        var broken = new CommitStep(
            new Statement("UPDATE balances SET credits = credits - 5 WHERE workspace_id = @p0", Guard.None, Workspace),
            new Statement("UPDATE no_such_table SET x = 1", Guard.None));

        var tasks = Enumerable.Range(0, 20).Select(i => i == 7
            ? node.Queue.BeginAsync(broken)
            : node.Commits.IntendAsync(account, Seed.Intent(node, account, $"P{i}"), Seed.Person(node, $"P{i}"), Seed.Wish(), false));
        var results = await Task.WhenAll(tasks);

        Assert.Equal(CommitVerdict.Failed, results[7].Verdict);
        Assert.Equal(19, results.Count(result => result.IsCommitted));
        Assert.Equal(981, await CreditsAsync(node));
    }

    [Theory]
    [InlineData("nothing", true, true)]
    [InlineData("the workspace's list", false, false)]
    [InlineData("the deployment's list", false, false)]
    [InlineData("a teammate's invitation", false, true)]
    [InlineData("a teammate's wish by member id", false, true)]
    [InlineData("a teammate's wish by slug", false, true)]
    [InlineData("a teammate's later wish", true, true)]
    [InlineData("a wish of its own", true, true)]
    [InlineData("another workspace's wish", true, true)]
    public async Task The_intent_meets_who_forbids_or_claims_its_person(string holder, bool passes, bool passesWithOverride)
    {
        await using var harness = await HarnessAsync();
        await using var node = await harness.OpenAsync();
        await Seed.WorkspaceAsync(node, Workspace, 10);
        await Seed.WorkspaceAsync(node, "ws_2", 10);
        var account = await Seed.AccountAsync(node, Workspace, "acc_1");
        var teammate = await Seed.AccountAsync(node, Workspace, "acc_2");
        var stranger = await Seed.AccountAsync(node, "ws_2", "acc_3");
        var wish = Seed.Wish() with { OperationPosition = 5 };
        await using (var db = node.Database.Open())
        {
            object? row = holder switch
            {
                "the workspace's list" => Seed.Forbidden(node, Workspace, "A"),
                "the deployment's list" => Seed.Forbidden(node, DoNotContactRow.DeploymentList, "A"),
                "a teammate's invitation" => Seed.Intent(node, teammate, "A"),
                "a teammate's wish by member id" => Seed.Operation(node, teammate, "A", position: 4),
                "a teammate's wish by slug" => Seed.Operation(node, teammate, "slug:slug-a", position: 4),
                "a teammate's later wish" => Seed.Operation(node, teammate, "A", position: 6),
                "a wish of its own" => Seed.Operation(node, account, "A", position: 4),
                "another workspace's wish" => Seed.Operation(node, stranger, "A", position: 4),
                _ => null,
            };
            if (row is not null) db.Add(row);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        foreach (var (command, mayPass) in new[] { (wish, passes), (wish with { OverridesClaim = true }, passesWithOverride) })
        {
            var intent = Seed.Intent(node, account, "A");
            var result = await node.ClaimingCommits.IntendAsync(account, intent, Seed.Person(node, "A"), command, false);
            Assert.Equal(mayPass ? Guard.None : Guard.OneLiveInvitation, result.RefusedBy);
            if (mayPass) await node.ClaimingCommits.SettleAsync(account, intent, new SendOutcome(InvitationState.NotSent), Answer);
        }
    }

    [Theory]
    [InlineData(NotePolicy.Drop, "Hello", 0)]
    [InlineData(NotePolicy.Require, "Hello", 7)]
    [InlineData(NotePolicy.Drop, null, 7)]
    public async Task What_lost_its_note_waits_for_notes_only_if_it_needs_one(NotePolicy policy, string? note, int days)
    {
        await using var harness = await HarnessAsync();
        await using var node = await harness.OpenAsync();
        await Seed.WorkspaceAsync(node, Workspace, 10);
        var account = await Seed.AccountAsync(node, Workspace, "acc_1");
        var now = DateTimeOffset.FromUnixTimeMilliseconds(node.Time.GetUtcNow().ToUnixTimeMilliseconds());
        await using (var db = node.Database.Open())
        {
            db.Add(Seed.Operation(node, account, "A", position: 1, id: "op_1"));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var intent = Seed.Intent(node, account, "A", operationId: "op_1", note: note);
        var wish = Seed.Wish() with { OperationId = "op_1", NotePolicy = policy };
        await node.Commits.IntendAsync(account, intent, Seed.Person(node, "A"), wish, false);
        var outcome = new SendOutcome(InvitationState.Refused) { Refusal = new Refusal(Reason.NoteQuota) { RetryAt = now.AddDays(7) } };
        Assert.True((await node.Commits.SettleAsync(account, intent, outcome, Answer, wish, attempts: 1)).IsCommitted);

        var row = await node.ReadAsync(db => db.Operations.SingleAsync());
        Assert.Equal(OperationState.Queued, row.State);
        Assert.InRange(row.NotBefore, now.AddDays(days), now.AddDays(days).AddMinutes(1));
    }

    [Fact]
    public async Task An_actor_that_was_taken_over_cannot_commit()
    {
        await using var harness = await HarnessAsync();
        await using var one = await harness.OpenAsync();
        await using var two = await harness.OpenAsync();
        await Seed.WorkspaceAsync(one, Workspace, 10);
        var old = await Seed.AccountAsync(one, Workspace, "acc_1");
        var intent = Seed.Intent(one, old, "A");
        Assert.True((await one.Commits.IntendAsync(old, intent, Seed.Person(one, "A"), Seed.Wish(), false)).IsCommitted);

        var store = new AccountStore(two.Database, two.Queue, two.Time);
        var (row, _) = await store.ReadAsync("acc_1", TestContext.Current.CancellationToken);
        Assert.True((await store.TakeOverAsync(row!)).IsCommitted);
        Assert.Equal(Guard.Fence, (await store.TakeOverAsync(row!)).RefusedBy);

        Assert.Equal(Guard.Fence, (await one.Commits.SettleAsync(old, intent, SendOutcome.Sent(1), Answer)).RefusedBy);
        Assert.Equal(
            Guard.Fence,
            (await one.Commits.IntendAsync(old, Seed.Intent(one, old, "B"), Seed.Person(one, "B"), Seed.Wish(), false)).RefusedBy);
        var heir = old with { Epoch = 2 };
        Assert.True((await two.Commits.SettleAsync(heir, intent, SendOutcome.Sent(1), Answer)).IsCommitted);
        Assert.Equal(Guard.State, (await two.Commits.SettleAsync(heir, intent, SendOutcome.Sent(1), Answer)).RefusedBy);
        Assert.Equal(9, await CreditsAsync(two));
    }

    [Fact]
    public async Task A_key_leads_to_one_invitation_and_to_the_same_bytes()
    {
        await using var harness = await HarnessAsync();
        await using var one = await harness.OpenAsync();
        await using var two = await harness.OpenAsync();
        await Seed.WorkspaceAsync(one, Workspace, 100);
        var accounts = new List<ActingAccount>();
        for (var i = 0; i < 10; i++) accounts.Add(await Seed.AccountAsync(one, Workspace, $"acc_{i}"));
        var key = new IdempotencyKey("wish-1", "hash");

        var intents = accounts.ConvertAll(account => Seed.Intent(one, account, "A"));
        var results = await Task.WhenAll(accounts.Select((account, i) => (i % 2 == 0 ? one : two).Commits.IntendAsync(
            account, intents[i], Seed.Person(one, "A"), Seed.Wish(key), false)));

        var winner = Assert.Single(Enumerable.Range(0, 10), i => results[i].IsCommitted);
        Assert.All(results.Where(result => !result.IsCommitted), result => Assert.Equal(Guard.IdempotencyKey, result.RefusedBy));
        Assert.Null((await FindAsync(two, "wish-1"))!.Status);
        await one.Commits.SettleAsync(accounts[winner], intents[winner], SendOutcome.Sent(5), Answer, Seed.Wish(key));
        var found = await FindAsync(two, "wish-1");
        Assert.Equal(200, found!.Status);
        Assert.Equal(Answer.Body, found.Body);
        Assert.Null(await two.Keys.FindAsync("ws_other", "wish-1", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_key_is_free_again_after_its_time_and_after_work_that_was_not_done()
    {
        await using var harness = await HarnessAsync();
        await using var node = await harness.OpenAsync();
        await Seed.WorkspaceAsync(node, Workspace, 100);
        var account = await Seed.AccountAsync(node, Workspace, "acc_1");
        var key = new IdempotencyKey("wish-1", "hash");

        var notSent = Seed.Intent(node, account, "A");
        await node.Commits.IntendAsync(account, notSent, Seed.Person(node, "A"), Seed.Wish(key), false);
        await node.Commits.SettleAsync(account, notSent, new SendOutcome(InvitationState.NotSent), Answer);
        Assert.Null(await FindAsync(node, "wish-1"));

        var sent = Seed.Intent(node, account, "A");
        await node.Commits.IntendAsync(account, sent, Seed.Person(node, "A"), Seed.Wish(key), false);
        node.Time.Advance(TimeSpan.FromDays(300));
        Assert.NotNull(await FindAsync(node, "wish-1"));
        Assert.Equal(0, await node.Keys.SweepAsync(TestContext.Current.CancellationToken));
        await node.Commits.SettleAsync(account, sent, SendOutcome.Sent(1), Answer);
        Assert.NotNull(await FindAsync(node, "wish-1"));

        node.Time.Advance(TimeSpan.FromHours(25));
        Assert.Null(await FindAsync(node, "wish-1"));
        var next = Seed.Intent(node, account, "B");
        Assert.True((await node.Commits.IntendAsync(account, next, Seed.Person(node, "B"), Seed.Wish(key), false)).IsCommitted);
        await node.Commits.SettleAsync(account, next, SendOutcome.Sent(2), Answer);
        node.Time.Advance(TimeSpan.FromHours(25));
        Assert.Equal(1, await node.Keys.SweepAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await node.ReadAsync(db => db.IdempotencyKeys.CountAsync()));
    }

    [Fact]
    public async Task A_full_queue_refuses_what_was_not_begun_and_takes_what_was()
    {
        await using var harness = await HarnessAsync();
        await using var node = await harness.OpenAsync(new StorageOptions { CommitQueueCapacity = 1 });
        await Seed.WorkspaceAsync(node, Workspace, 1000);
        var account = await Seed.AccountAsync(node, Workspace, "acc_1");

        var begun = Enumerable.Range(0, 200).Select(i => node.Commits.IntendAsync(
            account, Seed.Intent(node, account, $"P{i}"), Seed.Person(node, $"P{i}"), Seed.Wish(), false)).ToList();
        var completed = Enumerable.Range(0, 50)
            .Select(_ => node.Commits.HeedAsync(account, null, Reason.SessionExpired)).ToList();
        var intents = await Task.WhenAll(begun);

        Assert.Contains(intents, result => result.Verdict == CommitVerdict.Busy);
        Assert.Contains(intents, result => result.IsCommitted);
        Assert.All(await Task.WhenAll(completed), result => Assert.True(result.IsCommitted));
        Assert.Equal(
            intents.Count(result => result.IsCommitted), await node.ReadAsync(db => db.Invitations.CountAsync()));
    }

    [Fact]
    public async Task A_pending_invitation_is_closed_for_a_new_one_only_when_it_is_old()
    {
        await using var harness = await HarnessAsync();
        await using var node = await harness.OpenAsync();
        await Seed.WorkspaceAsync(node, Workspace, 10);
        var account = await Seed.AccountAsync(node, Workspace, "acc_1");
        var first = Seed.Intent(node, account, "A");
        await node.Commits.IntendAsync(account, first, Seed.Person(node, "A"), Seed.Wish(), false);
        await node.Commits.SettleAsync(account, first, SendOutcome.Sent(1), Answer);

        var tooSoon = await node.Commits.IntendAsync(account, Seed.Intent(node, account, "A"), Seed.Person(node, "A"), Seed.Wish(), true);
        Assert.Equal(Guard.State, tooSoon.RefusedBy);
        node.Time.Advance(TimeSpan.FromMinutes(2));
        var second = Seed.Intent(node, account, "A");
        Assert.True((await node.Commits.IntendAsync(account, second, Seed.Person(node, "A"), Seed.Wish(), true)).IsCommitted);

        var states = await node.ReadAsync(db => db.Invitations.ToDictionaryAsync(row => row.Id, row => row.State));
        Assert.Equal((InvitationState.Closed, InvitationState.Sending), (states[first.Id], states[second.Id]));
        Assert.Equal(8, await CreditsAsync(node));
    }

    [Fact]
    public async Task What_is_committed_is_there_for_the_next_process()
    {
        await using var harness = await HarnessAsync();
        InvitationRow intent;
        await using (var node = await harness.OpenAsync())
        {
            await Seed.WorkspaceAsync(node, Workspace, 10);
            var account = await Seed.AccountAsync(node, Workspace, "acc_1");
            intent = Seed.Intent(node, account, "A");
            await node.Commits.IntendAsync(account, intent, Seed.Person(node, "A"), Seed.Wish(), false);
            Assert.True((await node.Commits.PostponeAsync(account, intent, node.Time.GetUtcNow(), null)).IsCommitted);
        }

        await using var next = await harness.OpenAsync();
        var live = new LiveInvitations(next.Database);
        var row = await live.LiveAsync("acc_1", "A", TestContext.Current.CancellationToken);
        Assert.Equal((intent.Id, InvitationState.Unknown, 1), (row!.Id, row.State, row.Checks));
        Assert.Equal(["acc_1"], await live.AccountsDueAsync(null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Pages_of_accounts_follow_one_another_and_show_who_was_connected_meanwhile()
    {
        await using var harness = await HarnessAsync();
        await using var node = await harness.OpenAsync();
        await Seed.WorkspaceAsync(node, Workspace, 10);
        await Seed.WorkspaceAsync(node, "ws_2", 10);
        await Seed.AccountAsync(node, "ws_2", "acc_other");
        using var pages = new AccountPages(node.Database, node.Time);
        var expected = new List<string>();
        for (var round = 0; round < 4; round++)
        {
            // Two of one moment: their ids decide. After a while what is old is remembered, and what is new is not.
            node.Time.Advance(TimeSpan.FromMinutes(1.5));
            foreach (var id in new[] { $"acc_{round}_a", $"acc_{round}_b" }) expected.Add((await Seed.AccountAsync(node, Workspace, id)).Id);
            foreach (var limit in new[] { 1, 3, 8 }) Assert.Equal(expected, await AllAsync(pages, limit));
        }

        var past = await pages.ReadAsync(Workspace, 9, 5, TestContext.Current.CancellationToken);
        Assert.Equal((0, 8, false), (past.Items.Count, past.Total, past.HasMore));
    }

    [Fact]
    public async Task What_a_key_has_used_is_right_whenever_it_is_asked_for()
    {
        await using var harness = await HarnessAsync();
        await using var node = await harness.OpenAsync();
        await Seed.WorkspaceAsync(node, Workspace, 100);
        var account = await Seed.AccountAsync(node, Workspace, "acc_1");
        var usage = new KeyUsage(node.Database);
        Assert.Empty(await usage.ReadAsync(Workspace, TestContext.Current.CancellationToken));
        for (var round = 1; round <= 4; round++)
        {
            var intent = Seed.Intent(node, account, $"P{round}");
            await node.Commits.IntendAsync(account, intent, Seed.Person(node, $"P{round}"), Seed.Wish(), false);
            if (round == 2) await node.Commits.SettleAsync(account, intent, new SendOutcome(InvitationState.NotSent), Answer);
            // Each question may keep what the one before has seen.
            foreach (var _ in new[] { 1, 2, 3 })
            {
                var used = await usage.ReadAsync(Workspace, TestContext.Current.CancellationToken);
                Assert.Equal(("key_1", round < 2 ? 1L : round - 1L), (Assert.Single(used).Key, used["key_1"]));
            }
        }

        Assert.Empty(await usage.ReadAsync("ws_other", TestContext.Current.CancellationToken));
    }

    private static async Task<List<string>> AllAsync(AccountPages pages, int limit)
    {
        var ids = new List<string>();
        while (true)
        {
            var page = await pages.ReadAsync(Workspace, ids.Count, limit, TestContext.Current.CancellationToken);
            ids.AddRange(page.Items.Select(account => account.Id));
            if (!page.HasMore) return ids;
        }
    }

    private static Task<long> CreditsAsync(Node node) =>
        node.ReadAsync(db => db.Balances.Where(row => row.WorkspaceId == Workspace).Select(row => row.Credits).SingleAsync());

    private static Task<List<LedgerKind>> KindsAsync(Node node) =>
        node.ReadAsync(db => db.Ledger.OrderBy(row => row.Id).Select(row => row.Kind).ToListAsync());

    private static Task<IdempotencyRow?> FindAsync(Node node, string key) =>
        node.Keys.FindAsync(Workspace, key, TestContext.Current.CancellationToken);
}
