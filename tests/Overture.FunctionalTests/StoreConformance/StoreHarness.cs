using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Overture.Client.Contract;
using Overture.Connectors;
using Overture.FunctionalTests.Reliability;
using Overture.FunctionalTests.Support;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Accounts.Upstream;
using Overture.Server.Audit;
using Overture.Server.Credits;
using Overture.Server.DoNotContact;
using Overture.Server.Events;
using Overture.Server.Http;
using Overture.Server.Idempotency;
using Overture.Server.Invitations;
using Overture.Server.Invitations.Sending;
using Overture.Server.Limits;
using Overture.Server.People;
using Overture.Server.Queue;
using Overture.Server.Storage;
using Overture.Server.Workspaces;

namespace Overture.FunctionalTests.StoreConformance;

/// <summary>One node's view of a store: its database, its commit queue, and what is built on them.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly IAsyncDisposable? _owned;
    private readonly IConnector _connector;
    private readonly ServiceProvider _services;
    private readonly ServiceProvider _claiming;
    private readonly Dictionary<(long Account, long Epoch), AccountContext> _accounts = [];

    private Node(Database database, CommitQueue queue, ShiftedTime time, IAsyncDisposable? owned)
    {
        _owned = owned;
        _connector = new MortalConnector(new FakeNetwork(time), new Life(int.MaxValue));
        Database = database;
        Queue = queue;
        Time = time;
        RowKeys = new RowKeys(time);
        _services = PartsOf(claimsEnabled: false);
        _claiming = PartsOf(claimsEnabled: true);
    }

    public Database Database { get; }

    public CommitQueue Queue { get; }

    public ShiftedTime Time { get; }

    public RowKeys RowKeys { get; }

    public IdempotencyKeys Keys => _services.GetRequiredService<IdempotencyKeys>();

    public InvitationRecords Invitations => _services.GetRequiredService<InvitationRecords>();

    public static async Task<Node> StartAsync(
        Func<OvertureDb> open, ICommitWriter writer, ShiftedTime time, StorageOptions options,
        IAsyncDisposable? owned = null)
    {
        var queue = new CommitQueue(
            writer, Options.Create(options), Unwatched.Instruments, NullLogger<CommitQueue>.Instance);
        await queue.StartAsync(TestContext.Current.CancellationToken);
        return new Node(new Database(open), queue, time, owned);
    }

    /// <summary>The account as this node's grain has it.</summary>
    public AccountContext Hold(AccountRow row)
    {
        lock (_accounts)
        {
            if (_accounts.TryGetValue((row.Id, row.Epoch), out var known)) return known;
            var account = new AccountContext(
                row, Session.None, new AuditChain(row.Id, Database, Time),
                new EventSequence(row.Id, Database, RowKeys, Time), Queue);
            // Without budgets: their history is its grain's alone, and these tests let one account act many times at
            // once.
            var policy = LimitsPolicy.Of(
                new LimitsOptions { Enabled = false }, null, false, row.CreatedAt, isLocal: true);
            account.Attach(new AccountLimitState(policy, SendHistory.Empty, [], null));
            account.Attach(new BoundUpstream(_connector, account, new UpstreamOptions(), Time));
            return _accounts[(row.Id, row.Epoch)] = account;
        }
    }

    public Task<StepResult> IntendAsync(AccountRow account, InvitationRow intent, Asked? asked = null)
    {
        var (check, held) = (CheckOf(account, asked ??= new Asked()), Hold(account));
        var steps = (asked.Claims ? _claiming : _services).GetRequiredService<InvitationSteps>();
        return held.CommitAsync(steps.Intent(check, intent, Seed.Person(this, intent.PersonId), asked.ClosesPending));
    }

    public Task<StepResult> ConcludeAsync(
        AccountRow account, InvitationRow intent, SendOutcome outcome, WireAnswer answer, Asked? asked = null) =>
        Hold(account).CompleteAsync(_services.GetRequiredService<InvitationSteps>().Outcome(
            Hold(account), intent, outcome, answer, asked is null ? null : CheckOf(account, asked)));

    public async Task<StepResult> PostponeAsync(AccountRow account, InvitationRow intent)
    {
        var unresolved = await Invitations.UnresolvedAsync(
            account.Id, intent.Id, TestContext.Current.CancellationToken);
        return await Hold(account).CompleteAsync(
            _services.GetRequiredService<InvitationSteps>()
                .Postpone(Hold(account), intent, unresolved!, Time.GetUtcNow()));
    }

    public async Task<T> ReadAsync<T>(Func<OvertureDb, Task<T>> read)
    {
        await using var db = Database.Open();
        return await read(db);
    }

    public async ValueTask DisposeAsync()
    {
        await Queue.StopAsync(CancellationToken.None);
        Queue.Dispose();
        if (_owned is not null) await _owned.DisposeAsync();
    }

    private InviteCheck CheckOf(AccountRow account, Asked asked) => new(
        Hold(account),
        new InviteRequest(new PersonTarget("somebody", null), asked.Note, asked.NotePolicy, asked.OverridesClaim),
        new InviteOrigin(Seed.ApiKey, asked.Key, asked.Operation), Time.GetUtcNow());

    private ServiceProvider PartsOf(bool claimsEnabled) => ServerParts.Build(
        Database, Queue, _connector, Time,
        services => services.Configure<InvitationOptions>(options => options.ClaimsEnabled = claimsEnabled));
}

/// <summary>How an invitation was asked for.</summary>
internal sealed record Asked
{
    public IdempotencyKey? Key { get; init; }

    public QueuedOrigin? Operation { get; init; }

    public string? Note { get; init; }

    public NotePolicy NotePolicy { get; init; } = NotePolicy.Require;

    public bool OverridesClaim { get; init; }

    /// <summary>Whether an invitation claims its person in the workspace.</summary>
    public bool Claims { get; init; }

    /// <summary>Whether the pending invitation of the same person is closed for the new one.</summary>
    public bool ClosesPending { get; init; }
}

/// <summary>Opens as many nodes as a test wants on one fresh, migrated backend.</summary>
internal interface IStoreHarness : IAsyncDisposable
{
    Task<Node> OpenAsync(StorageOptions? options = null);
}

/// <summary>Rows that the tests start from.</summary>
internal static class Seed
{
    public const long ApiKey = 901;

    public static async Task WorkspaceAsync(Node node, long id, long credits)
    {
        await using var db = node.Database.Open();
        db.Add(new WorkspaceRow { Id = id, Name = $"Workspace {id}", CreatedAt = node.Time.GetUtcNow() });
        db.Add(new BalanceRow { WorkspaceId = id, Credits = credits });
        db.Add(new LedgerRow { WorkspaceId = id, Id = node.RowKeys.Next(), Kind = LedgerKind.Grant, Amount = credits });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public static async Task<AccountRow> AccountAsync(Node node, long workspaceId, long id)
    {
        await using var db = node.Database.Open();
        var now = node.Time.GetUtcNow();
        var row = new AccountRow
        {
            Id = id,
            WorkspaceId = workspaceId,
            Platform = Platform.LinkedIn,
            MemberId = $"member-of-{id}",
            Name = $"Account {id}",
            IsPremium = false,
            Epoch = 1,
            CreatedAt = now,
            UpdatedAt = now,
        };
        db.Add(row);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return row;
    }

    public static PersonRow Person(Node node, string memberId) => new()
    {
        MemberId = memberId,
        PublicIdentifier = SlugOf(memberId),
        FirstName = "Ada",
        LastName = "L",
        Headline = "",
        SeenAt = node.Time.GetUtcNow(),
    };

    public static string SlugOf(string memberId) => $"slug-{memberId.ToLowerInvariant()}";

    public static InvitationRow Intent(
        Node node, AccountRow account, string memberId, long? operationId = null, string? note = null) => new()
        {
            AccountId = account.Id,
            Id = node.RowKeys.Next(),
            WorkspaceId = account.WorkspaceId,
            PersonId = memberId,
            ApiKeyId = ApiKey,
            State = InvitationState.Sending,
            Live = true,
            Price = 1,
            UpdatedAt = node.Time.GetUtcNow(),
            OperationId = operationId,
            Note = note,
        };

    public static DoNotContactRow Listed(Node node, long list, string memberId) => new()
    {
        List = list,
        PersonId = memberId,
        PublicIdentifier = SlugOf(memberId),
        CreatedAt = node.Time.GetUtcNow(),
    };

    public static OperationRow Operation(Node node, AccountRow account, string personKey, long id) => new()
    {
        AccountId = account.Id,
        Id = id,
        WorkspaceId = account.WorkspaceId,
        ApiKeyId = ApiKey,
        PersonKey = personKey,
        NotePolicy = NotePolicy.Require,
        State = OperationState.Queued,
        NotBefore = node.Time.GetUtcNow(),
        UpdatedAt = node.Time.GetUtcNow(),
    };
}
