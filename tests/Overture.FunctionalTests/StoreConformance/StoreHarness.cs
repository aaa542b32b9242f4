using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Overture.Client.Contract;
using Overture.FunctionalTests.Support;
using Overture.FunctionalTests.Reliability;
using Overture.Server.Audit;
using Overture.Server.Idempotency;
using Overture.Server.Invitations;
using Overture.Server.Limits;
using Overture.Server.Storage;
using Overture.Server.Storage.Rows;

namespace Overture.FunctionalTests.StoreConformance;

/// <summary>One node's view of a store: its database, its commit queue, and what is built on them.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly IAsyncDisposable? _owned;

    private Node(Database database, CommitQueue queue, ShiftedTime time, IAsyncDisposable? owned)
    {
        _owned = owned;
        Database = database;
        Queue = queue;
        Time = time;
        Keys = new IdempotencyKeys(database, Options.Create(new IdempotencyOptions()), time);
        Commits = CommitsOf(claimsHold: false);
        ClaimingCommits = CommitsOf(claimsHold: true);
    }

    public Database Database { get; }

    public CommitQueue Queue { get; }

    public ShiftedTime Time { get; }

    public IdempotencyKeys Keys { get; }

    /// <summary>Where one account's invitation is no other's concern.</summary>
    public InvitationCommits Commits { get; }

    /// <summary>Where an invitation claims its person in the workspace.</summary>
    public InvitationCommits ClaimingCommits { get; }

    public static async Task<Node> StartAsync(
        Func<OvertureDb> open, ICommitWriter writer, ShiftedTime time, StorageOptions options, IAsyncDisposable? owned = null)
    {
        var queue = new CommitQueue(writer, Options.Create(options), Unwatched.Instruments, NullLogger<CommitQueue>.Instance);
        await queue.StartAsync(TestContext.Current.CancellationToken);
        return new Node(new Database(open), queue, time, owned);
    }

    public async Task<T> ReadAsync<T>(Func<OvertureDb, Task<T>> read)
    {
        await using var db = Database.Open();
        return await read(db);
    }

    private InvitationCommits CommitsOf(bool claimsHold)
    {
        var (options, limits) = (Options.Create(new InvitationOptions { ClaimsHold = claimsHold }), Options.Create(new LimitsOptions()));
        var standings = new StandingStore(Database, new MortalConnector(new FakeNetwork(Time), new Life(int.MaxValue)), limits, Time);
        return new InvitationCommits(Queue, Keys, standings, new Claims(Database, options, Time), options, limits, Time);
    }

    public async ValueTask DisposeAsync()
    {
        await Queue.StopAsync(CancellationToken.None);
        Queue.Dispose();
        if (_owned is not null) await _owned.DisposeAsync();
    }
}

/// <summary>Opens as many nodes as a test wants on one fresh, migrated backend.</summary>
internal interface IStoreHarness : IAsyncDisposable
{
    Task<Node> OpenAsync(StorageOptions? options = null);
}

/// <summary>Rows that the tests start from.</summary>
internal static class Seed
{
    public static async Task WorkspaceAsync(Node node, string id, long credits)
    {
        await using var db = node.Database.Open();
        var now = node.Time.GetUtcNow();
        db.Add(new WorkspaceRow { Id = id, Name = id, CreatedAt = now });
        db.Add(new BalanceRow { WorkspaceId = id, Credits = credits });
        db.Add(new LedgerRow { WorkspaceId = id, Kind = LedgerKind.Grant, Amount = credits, CreatedAt = now });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public static async Task<ActingAccount> AccountAsync(Node node, string workspaceId, string id)
    {
        await using var db = node.Database.Open();
        var now = node.Time.GetUtcNow();
        db.Add(new AccountRow
        {
            Id = id, WorkspaceId = workspaceId, Platform = "linkedin", MemberId = $"member-of-{id}", Name = id,
            IsPremium = false, Epoch = 1, CreatedAt = now, UpdatedAt = now,
        });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return new ActingAccount(
            id, workspaceId, 1, new Overture.Connectors.Session("token"), false, null,
            // Without budgets: their history is its actor's alone, and these tests let one account act many times at once.
            new Standing(LimitsPolicy.Of(new LimitsOptions { Enabled = false }, null, false, now, isLocal: true), SendHistory.Empty, [], null),
            new AuditChain(id, node.Database, node.Time));
    }

    public static InviteCommand Wish(IdempotencyKey? key = null) => new()
    {
        WorkspaceId = "ws_1", ApiKeyId = "key_1", Slug = "somebody", IdempotencyKey = key,
    };

    public static PersonRow Person(Node node, string memberId) => new()
    {
        MemberId = memberId, PublicIdentifier = $"slug-{memberId}", FirstName = "Ada", LastName = "L", Headline = "",
        SeenAt = node.Time.GetUtcNow(),
    };

    public static InvitationRow Intent(Node node, ActingAccount account, string memberId, string? id = null, string? operationId = null, string? note = null) => new()
    {
        Id = id ?? $"inv_{Guid.NewGuid():n}", WorkspaceId = account.WorkspaceId, AccountId = account.Id, PersonId = memberId,
        ApiKeyId = "key_1", State = InvitationState.Sending, Price = 1, CreatedAt = node.Time.GetUtcNow(),
        UpdatedAt = node.Time.GetUtcNow(), CheckAt = node.Time.GetUtcNow().AddMinutes(1), OperationId = operationId, Note = note,
    };

    public static DoNotContactRow Forbidden(Node node, string list, string memberId) => new()
    {
        List = list, PersonId = memberId, PublicIdentifier = $"slug-{memberId}", CreatedAt = node.Time.GetUtcNow(),
    };

    public static OperationRow Operation(Node node, ActingAccount account, string who, long position, string id = "op_of_another") => new()
    {
        Id = id, WorkspaceId = account.WorkspaceId, AccountId = account.Id, ApiKeyId = "key_1", Who = who, NotePolicy = NotePolicy.Require,
        State = OperationState.Queued, Position = position, NotBefore = node.Time.GetUtcNow(), CreatedAt = node.Time.GetUtcNow(),
        UpdatedAt = node.Time.GetUtcNow(),
    };
}
