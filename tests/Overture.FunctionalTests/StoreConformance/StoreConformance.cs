using System.Text;
using Microsoft.EntityFrameworkCore;
using Overture.Client.Contract;
using Overture.Server.Accounts;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Credits;
using Overture.Server.DoNotContact;
using Overture.Server.Http;
using Overture.Server.Idempotency;
using Overture.Server.Invitations;
using Overture.Server.Invitations.Sending;
using Overture.Server.Queue;
using Overture.Server.Storage;

namespace Overture.FunctionalTests.StoreConformance;

/// <summary>What every store must do, whichever database it is; a test may open two nodes on one backend.</summary>
public abstract class StoreConformance
{
    private const long Workspace = 101;
    private const long Another = 102;

    private static readonly WireAnswer Answer = new(200, [1, 2, 3]);
    private static readonly IdempotencyKey Key = new("request-1", Encoding.UTF8.GetBytes("what was asked"));

    private protected abstract Task<IStoreHarness> HarnessAsync();

    [Fact]
    public async Task An_invitation_that_is_sent_is_charged_once()
    {
        await using var harness = await HarnessAsync();
        await using var node = await harness.OpenAsync();
        await Seed.WorkspaceAsync(node, Workspace, 10);
        var account = await Seed.AccountAsync(node, Workspace, 1);
        var intent = Seed.Intent(node, account, "A");

        Assert.True((await node.IntendAsync(account, intent)).IsCommitted);
        Assert.Equal(9, await CreditsAsync(node));
        Assert.True((await node.ConcludeAsync(account, intent, SendOutcome.Sent(77), Answer)).IsCommitted);

        var row = await node.ReadAsync(db => db.Set<InvitationRow>().SingleAsync());
        Assert.Equal((InvitationState.Pending, 77L, true), (row.State, row.Number, row.Live));
        Assert.Equal(0, await node.ReadAsync(db => db.Set<UnresolvedRow>().CountAsync()));
        Assert.Equal(9, await CreditsAsync(node));
        Assert.Equal([LedgerKind.Grant, LedgerKind.Debit], await KindsAsync(node));
    }

    [Fact]
    public async Task An_invitation_that_was_not_sent_costs_nothing_and_leaves_the_person_free()
    {
        await using var harness = await HarnessAsync();
        await using var node = await harness.OpenAsync();
        await Seed.WorkspaceAsync(node, Workspace, 10);
        var account = await Seed.AccountAsync(node, Workspace, 1);
        var intent = Seed.Intent(node, account, "A");
        await node.IntendAsync(account, intent);
        var outcome = new SendOutcome(InvitationState.NotSent) { Refusal = new Refusal(Reason.UpstreamUnavailable) };
        Assert.True((await node.ConcludeAsync(account, intent, outcome, Answer)).IsCommitted);

        Assert.Equal(10, await CreditsAsync(node));
        Assert.Equal([LedgerKind.Grant, LedgerKind.Debit, LedgerKind.Refund], await KindsAsync(node));
        Assert.True((await node.IntendAsync(account, Seed.Intent(node, account, "A"))).IsCommitted);
    }

    [Fact]
    public async Task Two_nodes_cannot_begin_two_invitations_to_one_person()
    {
        await using var harness = await HarnessAsync();
        await using var one = await harness.OpenAsync();
        await using var two = await harness.OpenAsync();
        await Seed.WorkspaceAsync(one, Workspace, 1000);
        var account = await Seed.AccountAsync(one, Workspace, 1);

        for (var round = 0; round < 20; round++)
        {
            var person = $"P{round}";
            var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            {
                var node = i % 2 == 0 ? one : two;
                return node.IntendAsync(account, Seed.Intent(node, account, person));
            }));
            OneOf(results, InviteGuards.LiveInvitation);
        }

        Assert.Equal(980, await CreditsAsync(one));
        Assert.Equal(20, await one.ReadAsync(db => db.Set<InvitationRow>().CountAsync()));
    }

    [Fact]
    public async Task Of_teammates_who_want_one_person_at_once_one_gets_them()
    {
        await using var harness = await HarnessAsync();
        await using var one = await harness.OpenAsync();
        await using var two = await harness.OpenAsync();
        await Seed.WorkspaceAsync(one, Workspace, 1000);
        var accounts = new List<AccountRow>();
        for (var i = 1; i <= 10; i++) accounts.Add(await Seed.AccountAsync(one, Workspace, i));

        for (var round = 0; round < 20; round++)
        {
            var person = $"P{round}";
            var results = await Task.WhenAll(accounts.Select((account, i) =>
            {
                // Even rounds share the transactions of one node, odd ones meet between two.
                var node = round % 2 == 0 || i % 2 == 0 ? one : two;
                return node.IntendAsync(account, Seed.Intent(node, account, person), new Asked { Claims = true });
            }));
            OneOf(results, InviteGuards.Claimed);
        }

        Assert.Equal(980, await CreditsAsync(one));
        Assert.Equal(20, await one.ReadAsync(db => db.Set<InvitationRow>().CountAsync()));
    }

    [Fact]
    public async Task A_hundred_accounts_spend_the_last_credit_once()
    {
        await using var harness = await HarnessAsync();
        await using var one = await harness.OpenAsync();
        await using var two = await harness.OpenAsync();
        await Seed.WorkspaceAsync(one, Workspace, 1);
        var accounts = new List<AccountRow>();
        for (var i = 1; i <= 100; i++) accounts.Add(await Seed.AccountAsync(one, Workspace, i));

        var results = await Task.WhenAll(accounts.Select((account, i) =>
        {
            var node = i % 2 == 0 ? one : two;
            return node.IntendAsync(account, Seed.Intent(node, account, "A"));
        }));

        OneOf(results, Ledger.Balance);
        Assert.Equal(0, await CreditsAsync(one));
        Assert.Equal(1, await one.ReadAsync(db => db.Set<InvitationRow>().CountAsync()));
    }

    [Fact]
    public async Task Credits_that_suffice_for_a_part_of_a_batch_are_spent_to_the_last_one()
    {
        await using var harness = await HarnessAsync();
        await using var node = await harness.OpenAsync();
        await Seed.WorkspaceAsync(node, Workspace, 7);
        var accounts = new List<AccountRow>();
        for (var i = 1; i <= 30; i++) accounts.Add(await Seed.AccountAsync(node, Workspace, i));

        var results = await Task.WhenAll(
            accounts.Select(account => node.IntendAsync(account, Seed.Intent(node, account, "A"))));

        Assert.Equal(7, results.Count(result => result.IsCommitted));
        Assert.Equal(0, await CreditsAsync(node));
        Assert.Equal(7, await UsedAsync(node));
    }

    [Fact]
    public async Task A_refused_step_does_not_disturb_the_others_of_its_transaction()
    {
        await using var harness = await HarnessAsync();
        await using var node = await harness.OpenAsync();
        await Seed.WorkspaceAsync(node, Workspace, 1000);
        var account = await Seed.AccountAsync(node, Workspace, 1);
        var zombie = account with { Epoch = 0 };

        var results = await Task.WhenAll(Enumerable.Range(0, 60).Select(i =>
        {
            var acting = i % 7 == 0 ? zombie : account;
            return node.IntendAsync(acting, Seed.Intent(node, acting, $"P{i}"));
        }));

        for (var i = 0; i < results.Length; i++) Assert.Equal(i % 7 == 0 ? Guard.Fence : null, results[i].RefusedBy);
        Assert.Equal(51, await node.ReadAsync(db => db.Set<InvitationRow>().CountAsync()));
        Assert.Equal(949, await CreditsAsync(node));
    }

    [Fact]
    public async Task A_statement_that_the_store_cannot_take_fails_its_own_step_alone()
    {
        await using var harness = await HarnessAsync();
        await using var node = await harness.OpenAsync();
        await Seed.WorkspaceAsync(node, Workspace, 1000);
        var account = await Seed.AccountAsync(node, Workspace, 1);
        var broken = new CommitStep(
            new Statement("UPDATE balances SET credits = credits - 5 WHERE workspace_id = @p0", Workspace),
            new Statement("UPDATE no_such_table SET x = 1 WHERE id = @p0", Workspace));

        var failing = Task.FromResult(default(CommitResult));
        var tasks = new List<Task<StepResult>>();
        for (var i = 0; i < 20; i++)
        {
            if (i == 7) failing = node.Queue.BeginAsync(broken);
            tasks.Add(node.IntendAsync(account, Seed.Intent(node, account, $"P{i}")));
        }

        Assert.Equal(CommitVerdict.Failed, (await failing).Verdict);
        Assert.All(await Task.WhenAll(tasks), result => Assert.True(result.IsCommitted));
        Assert.Equal(980, await CreditsAsync(node));
    }

    [Theory]
    [InlineData("nothing", null, null)]
    [InlineData("the workspace's list", "listed", "listed")]
    [InlineData("the deployment's list", "listed", "listed")]
    [InlineData("a teammate's invitation", "claimed", null)]
    [InlineData("a teammate's operation by member id", "claimed", null)]
    [InlineData("a teammate's operation by slug", "claimed", null)]
    [InlineData("a teammate's later operation", null, null)]
    [InlineData("an operation of its own", null, null)]
    [InlineData("another workspace's operation", null, null)]
    public async Task The_intent_meets_who_lists_or_claims_its_person(
        string holder, string? refusedBy, string? refusedWithOverride)
    {
        await using var harness = await HarnessAsync();
        await using var node = await harness.OpenAsync();
        await Seed.WorkspaceAsync(node, Workspace, 10);
        await Seed.WorkspaceAsync(node, Another, 10);
        var account = await Seed.AccountAsync(node, Workspace, 1);
        var teammate = await Seed.AccountAsync(node, Workspace, 2);
        var stranger = await Seed.AccountAsync(node, Another, 3);
        await using (var db = node.Database.Open())
        {
            object? row = holder switch
            {
                "the workspace's list" => Seed.Listed(node, Workspace, "A"),
                "the deployment's list" => Seed.Listed(node, DoNotContactRow.DeploymentList, "A"),
                "a teammate's invitation" => Seed.Intent(node, teammate, "A"),
                "a teammate's operation by member id" => Seed.Operation(node, teammate, "A", id: 4),
                "a teammate's operation by slug" =>
                    Seed.Operation(node, teammate, PersonKey.OfSlug(Seed.SlugOf("A")), id: 4),
                "a teammate's later operation" => Seed.Operation(node, teammate, "A", id: 6),
                "an operation of its own" => Seed.Operation(node, account, "A", id: 4),
                "another workspace's operation" => Seed.Operation(node, stranger, "A", id: 4),
                _ => null,
            };
            if (row is not null) db.Add(row);
            db.Add(Seed.Operation(node, account, "B", id: 5));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var asked = new Asked { Claims = true, Operation = new QueuedOrigin(5, 5, 0) };
        foreach (var (request, guard) in new[]
        {
            (asked, refusedBy), (asked with { OverridesClaim = true }, refusedWithOverride),
        })
        {
            var intent = Seed.Intent(node, account, "A", operationId: 5);
            Assert.Equal(guard, (await node.IntendAsync(account, intent, request)).RefusedBy?.ToString());
            if (guard is null)
            {
                await node.ConcludeAsync(account, intent, new SendOutcome(InvitationState.NotSent), Answer);
            }
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
        var account = await Seed.AccountAsync(node, Workspace, 1);
        var now = DateTimeOffset.FromUnixTimeMilliseconds(node.Time.GetUtcNow().ToUnixTimeMilliseconds());
        await using (var db = node.Database.Open())
        {
            db.Add(Seed.Operation(node, account, "A", id: 5));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var intent = Seed.Intent(node, account, "A", operationId: 5, note: note);
        var asked = new Asked { Operation = new QueuedOrigin(5, 5, 0), NotePolicy = policy, Note = note };
        Assert.True((await node.IntendAsync(account, intent, asked)).IsCommitted);
        var outcome = new SendOutcome(
            InvitationState.Refused)
        { Refusal = new Refusal(Reason.NoteQuota) { RetryAt = now.AddDays(7) } };
        Assert.True((await node.ConcludeAsync(account, intent, outcome, Answer, asked)).IsCommitted);

        var row = await node.ReadAsync(db => db.Set<OperationRow>().SingleAsync());
        Assert.Equal(OperationState.Queued, row.State);
        Assert.InRange(row.NotBefore, now.AddDays(days), now.AddDays(days).AddMinutes(1));
    }

    [Fact]
    public async Task A_grain_that_was_taken_over_cannot_commit()
    {
        await using var harness = await HarnessAsync();
        await using var one = await harness.OpenAsync();
        await using var two = await harness.OpenAsync();
        await Seed.WorkspaceAsync(one, Workspace, 10);
        var old = await Seed.AccountAsync(one, Workspace, 1);
        var intent = Seed.Intent(one, old, "A");
        Assert.True((await one.IntendAsync(old, intent)).IsCommitted);

        Assert.True((await two.Queue.CompleteAsync(new CommitStep(AccountTable.TakeOver(old)))).IsCommitted);
        Assert.Equal(
            new CommitResult(CommitVerdict.Refused, 0),
            await two.Queue.CompleteAsync(new CommitStep(AccountTable.TakeOver(old))));

        Assert.Equal(Guard.Fence, (await one.ConcludeAsync(old, intent, SendOutcome.Sent(1), Answer)).RefusedBy);
        Assert.Equal(Guard.Fence, (await one.IntendAsync(old, Seed.Intent(one, old, "B"))).RefusedBy);
        Assert.True(one.Hold(old).IsStopped);
        var heir = old with { Epoch = 2 };
        Assert.True((await two.ConcludeAsync(heir, intent, SendOutcome.Sent(1), Answer)).IsCommitted);
        Assert.Equal(
            InviteGuards.Unresolved, (await two.ConcludeAsync(heir, intent, SendOutcome.Sent(1), Answer)).RefusedBy);
        Assert.Equal(9, await CreditsAsync(two));
    }

    [Fact]
    public async Task An_open_answer_gives_way_to_the_next_one_of_the_same_request_alone()
    {
        await using var harness = await HarnessAsync();
        await using var node = await harness.OpenAsync();
        await Seed.WorkspaceAsync(node, Workspace, 100);
        var other = new IdempotencyKey(Key.Value, [9]);
        async Task<bool> StoreAsync(Statement statement) =>
            (await node.Queue.CompleteAsync(new CommitStep(statement))).Verdict == CommitVerdict.Committed;

        Assert.True(await StoreAsync(node.Keys.KeepOpen(Workspace, Key, Answer)));
        Assert.Equal(Answer.Body, (await FindAsync(node))?.OpenAnswer);
        Assert.Null((await FindAsync(node))?.Answer);
        Assert.False(await StoreAsync(node.Keys.Store(Workspace, other, Answer)));
        Assert.False(await StoreAsync(node.Keys.KeepOpen(Workspace, other, Answer)));
        Assert.True(await StoreAsync(node.Keys.KeepOpen(Workspace, Key, Answer)));
        Assert.True(await StoreAsync(node.Keys.Store(Workspace, Key, Answer)));
        var known = (await FindAsync(node))!.Value;
        Assert.Equal(Answer.Status, known.Answer?.Status);
        Assert.Null(known.OpenAnswer);
        Assert.False(await StoreAsync(node.Keys.KeepOpen(Workspace, Key, Answer)));
        Assert.False(await StoreAsync(node.Keys.Store(Workspace, Key, Answer)));
    }

    [Fact]
    public async Task A_key_leads_to_one_invitation_and_to_the_same_bytes()
    {
        await using var harness = await HarnessAsync();
        await using var one = await harness.OpenAsync();
        await using var two = await harness.OpenAsync();
        await Seed.WorkspaceAsync(one, Workspace, 100);
        var accounts = new List<AccountRow>();
        for (var i = 1; i <= 10; i++) accounts.Add(await Seed.AccountAsync(one, Workspace, i));
        var asked = new Asked { Key = Key };

        var intents = accounts.ConvertAll(account => Seed.Intent(one, account, "A"));
        var results = await Task.WhenAll(
            accounts.Select((account, i) => (i % 2 == 0 ? one : two).IntendAsync(account, intents[i], asked)));

        OneOf(results, Guard.Key);
        var winner = Array.FindIndex(results, result => result.IsCommitted);
        Assert.Equal(new KnownRequest(null, intents[winner].Id), await FindAsync(two));
        await one.ConcludeAsync(accounts[winner], intents[winner], SendOutcome.Sent(5), Answer, asked);
        Assert.Equal(Answer.Body, (await FindAsync(two))?.Answer?.Body);
        Assert.Null(await FindAsync(two, Another));
        var other = new IdempotencyKey(Key.Value, [9]);
        Assert.Equal(
            Reason.IdempotencyMismatch,
            (await two.Keys.FindAsync(Workspace, other, TestContext.Current.CancellationToken)).Refusal?.Reason);
    }

    [Fact]
    public async Task A_key_is_free_again_after_its_time_and_after_work_that_was_not_done()
    {
        await using var harness = await HarnessAsync();
        await using var node = await harness.OpenAsync();
        await Seed.WorkspaceAsync(node, Workspace, 100);
        var account = await Seed.AccountAsync(node, Workspace, 1);
        var asked = new Asked { Key = Key };

        var notSent = Seed.Intent(node, account, "A");
        await node.IntendAsync(account, notSent, asked);
        await node.ConcludeAsync(account, notSent, new SendOutcome(InvitationState.NotSent), Answer);
        Assert.Null(await FindAsync(node));

        var sent = Seed.Intent(node, account, "A");
        await node.IntendAsync(account, sent, asked);
        node.Time.Advance(TimeSpan.FromDays(300));
        Assert.NotNull(await FindAsync(node));
        Assert.Equal(0, await node.Keys.SweepAsync(TestContext.Current.CancellationToken));
        await node.ConcludeAsync(account, sent, SendOutcome.Sent(1), Answer);
        Assert.NotNull(await FindAsync(node));

        node.Time.Advance(TimeSpan.FromHours(25));
        Assert.Null(await FindAsync(node));
        var next = Seed.Intent(node, account, "B");
        Assert.True((await node.IntendAsync(account, next, asked)).IsCommitted);
        await node.ConcludeAsync(account, next, SendOutcome.Sent(2), Answer);
        node.Time.Advance(TimeSpan.FromHours(25));
        Assert.Equal(1, await node.Keys.SweepAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await node.ReadAsync(db => db.Set<IdempotencyRow>().CountAsync()));
    }

    [Fact]
    public async Task A_stored_answer_stays_as_it_is()
    {
        await using var harness = await HarnessAsync();
        await using var node = await harness.OpenAsync();
        await Seed.WorkspaceAsync(node, Workspace, 100);
        var account = await Seed.AccountAsync(node, Workspace, 1);
        var sent = Seed.Intent(node, account, "A");
        await node.IntendAsync(account, sent, new Asked { Key = Key });
        await node.ConcludeAsync(account, sent, SendOutcome.Sent(1), Answer);
        var another = new WireAnswer(409, [9]);

        await CommitAsync(node, node.Keys.Answer(Workspace, sent.Id, another));
        await IsStoredAsync(node);
        Assert.Equal(
            CommitVerdict.Refused, await CommitAsync(node, node.Keys.Store(Workspace, Key, another)));
        await IsStoredAsync(node);
        Assert.Equal(
            CommitVerdict.Refused,
            await CommitAsync(node, node.Keys.Take(Workspace, Key, Seed.Intent(node, account, "B").Id)));
        await IsStoredAsync(node);
        await CommitAsync(node, IdempotencyTable.Free(Workspace, sent.Id));
        await IsStoredAsync(node);
    }

    [Fact]
    public async Task A_full_queue_refuses_what_was_not_begun_and_takes_what_was()
    {
        await using var harness = await HarnessAsync();
        await using var node = await harness.OpenAsync(new StorageOptions { CommitQueueCapacity = 1 });
        await Seed.WorkspaceAsync(node, Workspace, 1000);
        var accounts = new List<AccountRow>();
        // Of one account, a step waits for the one before.
        for (var number = 1; number <= 50; number++) accounts.Add(await Seed.AccountAsync(node, Workspace, number));

        var begun = Enumerable.Range(0, 200).Select(i => accounts[i % accounts.Count])
            .Select((account, i) => node.IntendAsync(account, Seed.Intent(node, account, $"P{i}"))).ToList();
        var completed = accounts.ConvertAll(account => node.Hold(account).CompleteAsync(node.Hold(account).Step()));
        var intents = await Task.WhenAll(begun);

        Assert.Contains(intents, result => result.Verdict == CommitVerdict.Busy);
        Assert.Contains(intents, result => result.IsCommitted);
        Assert.All(await Task.WhenAll(completed), result => Assert.True(result.IsCommitted));
        Assert.Equal(
            intents.Count(result => result.IsCommitted),
            await node.ReadAsync(db => db.Set<InvitationRow>().CountAsync()));
    }

    [Fact]
    public async Task A_pending_invitation_is_closed_for_a_new_one_only_when_it_is_old()
    {
        await using var harness = await HarnessAsync();
        await using var node = await harness.OpenAsync();
        await Seed.WorkspaceAsync(node, Workspace, 10);
        var account = await Seed.AccountAsync(node, Workspace, 1);
        var first = Seed.Intent(node, account, "A");
        await node.IntendAsync(account, first);
        await node.ConcludeAsync(account, first, SendOutcome.Sent(1), Answer);

        var asked = new Asked { ClosesPending = true };
        Assert.Equal(
            InviteGuards.LastingAbsence,
            (await node.IntendAsync(account, Seed.Intent(node, account, "A"), asked)).RefusedBy);
        node.Time.Advance(TimeSpan.FromMinutes(2));
        var second = Seed.Intent(node, account, "A");
        Assert.True((await node.IntendAsync(account, second, asked)).IsCommitted);

        var states = await node.ReadAsync(
            db => db.Set<InvitationRow>().ToDictionaryAsync(row => row.Id, row => row.State));
        Assert.Equal(
            (InvitationState.DeclinedOrExpired, InvitationState.Sending), (states[first.Id], states[second.Id]));
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
            var account = await Seed.AccountAsync(node, Workspace, 1);
            intent = Seed.Intent(node, account, "A", note: "Grüße, ”Ada“\n😀");
            await node.IntendAsync(account, intent);
            Assert.True((await node.PostponeAsync(account, intent)).IsCommitted);
        }

        await using var next = await harness.OpenAsync();
        var row = await next.Invitations.LiveAsync(1, "A", TestContext.Current.CancellationToken);
        Assert.Equal((intent.Id, InvitationState.Unknown, intent.Note), (row!.Id, row.State, row.Note));
        var unresolved = await next.Invitations.UnresolvedAsync(1, intent.Id, TestContext.Current.CancellationToken);
        Assert.Equal(1, unresolved?.Checks);
        Assert.Equal([1], await next.Invitations.AccountsDueAsync(null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Pages_of_accounts_follow_one_another_and_show_who_was_connected_meanwhile()
    {
        await using var harness = await HarnessAsync();
        await using var node = await harness.OpenAsync();
        await Seed.WorkspaceAsync(node, Workspace, 10);
        await Seed.WorkspaceAsync(node, Another, 10);
        await Seed.AccountAsync(node, Another, 1);
        using var pages = new AccountPages(node.Database, node.Time);
        var expected = new List<long>();
        for (var round = 1; round <= 4; round++)
        {
            // Two of one moment: their ids decide. After a while what is old is remembered, and what is new is not.
            node.Time.Advance(TimeSpan.FromMinutes(1.5));
            foreach (var id in new[] { 10 * round, (10 * round) + 1 })
            {
                expected.Add((await Seed.AccountAsync(node, Workspace, id)).Id);
            }

            foreach (var limit in new[] { 1, 3, 8 }) Assert.Equal(expected, await AllAsync(pages, limit));
        }

        var past = await pages.ReadAsync(Workspace, 9, 5, TestContext.Current.CancellationToken);
        Assert.Equal((0, 8, false), (past.Items.Count, past.Total, past.HasMore));
    }

    [Fact]
    public async Task What_a_key_has_used_counts_what_was_paid_and_not_given_back()
    {
        await using var harness = await HarnessAsync();
        await using var node = await harness.OpenAsync();
        await Seed.WorkspaceAsync(node, Workspace, 100);
        var account = await Seed.AccountAsync(node, Workspace, 1);
        for (var round = 1; round <= 4; round++)
        {
            var intent = Seed.Intent(node, account, $"P{round}");
            await node.IntendAsync(account, intent);
            if (round == 2) await node.ConcludeAsync(account, intent, new SendOutcome(InvitationState.NotSent), Answer);
            Assert.Equal(round < 2 ? 1 : round - 1, await UsedAsync(node));
        }

        Assert.Empty(
            await node.ReadAsync(db => KeyUsageTable.ReadAsync(db, Another, TestContext.Current.CancellationToken)));
    }

    private static void OneOf(IReadOnlyCollection<StepResult> results, Guard refusesTheOthers)
    {
        Assert.Single(results, result => result.IsCommitted);
        Assert.All(
            results.Where(result => !result.IsCommitted),
            result => Assert.Equal((CommitVerdict.Refused, refusesTheOthers), (result.Verdict, result.RefusedBy)));
    }

    private static async Task<List<long>> AllAsync(AccountPages pages, int limit)
    {
        var ids = new List<long>();
        while (true)
        {
            var page = await pages.ReadAsync(Workspace, ids.Count, limit, TestContext.Current.CancellationToken);
            ids.AddRange(page.Items.Select(account => account.Id));
            if (!page.HasMore) return ids;
        }
    }

    private static Task<long> CreditsAsync(Node node) => node.ReadAsync(
        db => db.Set<BalanceRow>().Where(row => row.WorkspaceId == Workspace).Select(row => row.Credits).SingleAsync());

    private static async Task<long> UsedAsync(Node node) =>
        (await node.ReadAsync(
            db => KeyUsageTable.ReadAsync(db, Workspace, TestContext.Current.CancellationToken)))[Seed.ApiKey];

    private static Task<List<LedgerKind>> KindsAsync(Node node) =>
        node.ReadAsync(db => db.Set<LedgerRow>().OrderBy(row => row.Id).Select(row => row.Kind).ToListAsync());

    private static async Task<CommitVerdict> CommitAsync(Node node, Statement statement) =>
        (await node.Queue.CompleteAsync(new CommitStep(statement))).Verdict;

    private static async Task IsStoredAsync(Node node)
    {
        var answer = (await FindAsync(node))!.Value.Answer!;
        Assert.Equal(200, answer.Status);
        Assert.Equal(Answer.Body, answer.Body);
    }

    private static async Task<KnownRequest?> FindAsync(Node node, long workspace = Workspace) =>
        (await node.Keys.FindAsync(workspace, Key, TestContext.Current.CancellationToken)).ValueOrThrow();
}
