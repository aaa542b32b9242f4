using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Overture.Connectors;
using Overture.FunctionalTests.Support;
using Overture.Server.Accounts;
using Overture.Server.Credits;
using Overture.Server.DoNotContact;
using Overture.Server.Http;
using Overture.Server.Idempotency;
using Overture.Server.Invitations;
using Overture.Server.Limits;
using Overture.Server.Queue;
using Overture.Server.Storage;
using Overture.Server.Storage.Rows;
using Overture.Server.Storage.Sqlite;

namespace Overture.FunctionalTests.Reliability;

/// <summary>A database, a network and a clock that outlive the processes which use them.</summary>
internal sealed class World : IAsyncDisposable
{
    public const string Workspace = "ws_1";

    private static readonly EphemeralDataProtectionProvider Protection = new();

    private readonly string _directory = Directory.CreateTempSubdirectory("overture-world-").FullName;
    private readonly List<Process> _processes = [];

    public ShiftedTime Time { get; } = new();

    public FakeNetwork Network { get; }

    /// <summary>Off, as in a load test, unless a test is about them.</summary>
    public LimitsOptions Limits { get; set; } = new() { Enabled = false, UnknownAnswers = 1_000 };

    /// <summary>Lets a test put something between gateway and network that breaks a rule.</summary>
    public Func<IConnector, IConnector> Between { get; set; } = connector => connector;

    private World() => Network = new FakeNetwork(Time);

    private string ConnectionString => new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(_directory, "overture.db"), Pooling = false, DefaultTimeout = 30,
    }.ToString();

    /// <summary>Accounts are members of their own unless a token says that several are the same one.</summary>
    public static async Task<World> CreateAsync(int accounts, long credits, string? sharedToken = null)
    {
        var world = new World();
        await using var db = world.Open();
        await db.Database.MigrateAsync();
        var now = world.Time.GetUtcNow();
        db.Add(new WorkspaceRow { Id = Workspace, Name = Workspace, CreatedAt = now });
        db.Add(new BalanceRow { WorkspaceId = Workspace, Credits = credits });
        db.Add(new LedgerRow { WorkspaceId = Workspace, Kind = LedgerKind.Grant, Amount = credits, CreatedAt = now });
        var vault = new SessionVault(Protection);
        foreach (var id in Enumerable.Range(0, accounts).Select(AccountId))
        {
            db.Add(new AccountRow
            {
                Id = id, WorkspaceId = Workspace, Platform = "linkedin", MemberId = id, Name = id, IsPremium = false,
                CreatedAt = now, UpdatedAt = now,
            });
            db.Add(new SessionRow { AccountId = id, ProtectedToken = vault.Protect(new Session(sharedToken ?? id)), UpdatedAt = now });
        }

        await db.SaveChangesAsync();
        return world;
    }

    public static string AccountId(int number) => $"acc_{number}";

    /// <summary>A process that lives for so many points; the ones before it live on beside it, if they still do.</summary>
    public async Task<Process> StartAsync(int points = int.MaxValue)
    {
        var life = new Life(points);
        var queue = new CommitQueue(
            new MortalWriter(new SqliteCommitWriter(ConnectionString), life),
            Options.Create(new StorageOptions()), Unwatched.Instruments, NullLogger<CommitQueue>.Instance);
        await queue.StartAsync(CancellationToken.None);
        var process = new Process(this, life, queue);
        _processes.Add(process);
        return process;
    }

    public SqliteOvertureDb Open() =>
        new(new DbContextOptionsBuilder<SqliteOvertureDb>().UseSqlite(ConnectionString).Options);

    public ValueTask DisposeAsync()
    {
        // The dead hang for ever and hold nothing but memory; only the folder has to go.
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>One process of the gateway, without HTTP and silo: the actors and everything below them.</summary>
    internal sealed class Process
    {
        private readonly Dictionary<string, AccountActor> _actors = [];
        private readonly Func<string, AccountActor> _create;
        private readonly Life _life;

        public Process(World world, Life life, CommitQueue queue)
        {
            _life = life;
            var time = world.Time;
            var database = new Database(world.Open);
            var connector = world.Between(new MortalConnector(world.Network, life));
            var keys = new IdempotencyKeys(database, Options.Create(new IdempotencyOptions()), time);
            var options = Options.Create(new InvitationOptions { ClaimsHold = false });
            var limits = Options.Create(world.Limits);
            var standings = new StandingStore(database, connector, limits, time);
            var claims = new Claims(database, options, time);
            var lists = new DoNotContactLists(database);
            var commits = new InvitationCommits(queue, keys, standings, claims, options, limits, time);
            var live = new LiveInvitations(database);
            var answers = new InviteAnswers(time);
            var settler = new Settler(
                connector, commits, live, answers, Unwatched.Instruments, options, time, NullLogger<Settler>.Instance);
            var credits = Options.Create(new CreditsOptions());
            var gates = new InviteGates(
                connector, new Balances(database, time), lists, claims, standings, Unwatched.Instruments, options, credits, time);
            var flow = new InviteFlow(
                connector, gates, commits, settler, live, standings, new PendingReview(connector, live, commits, standings, options, time), answers, Unwatched.Instruments, options, credits, time);
            var operations = new OperationStore(database);
            var queueOptions = Options.Create(new QueueOptions());
            var queues = new QueueFlow(
                queue, operations, new Intake(operations, lists, claims, queueOptions, options, time), keys, new QueueAnswers(time), time);
            var runner = new QueueRunner(operations, flow, queue, queueOptions, time);
            var doNotContact = new DoNotContactFlow(connector, database, queue, keys, new DoNotContactAnswers(time), time);
            var store = new AccountStore(database, queue, time);
            var vault = new SessionVault(Protection);
            _create = id => new AccountActor(
                id, store, vault, flow, settler, live, keys, standings, new LimitsFlow(database, time), queues, runner, doNotContact, queue,
                database, Unwatched.Instruments, Options.Create(new AccountOptions()), time, NullLogger<AccountActor>.Instance);
        }

        /// <summary>Ends when the process has died.</summary>
        public Task Died => _life.Died;

        public Task<WireAnswer> InviteAsync(string account, string person, string? key) => Actor(account).InviteAsync(
            new InviteCommand
            {
                WorkspaceId = Workspace,
                ApiKeyId = "key_1",
                Slug = person,
                IdempotencyKey = key is null ? null : new IdempotencyKey(key, $"{account}/{person}"),
            });

        public Task<WireAnswer> QueueAsync(string account, params string[] people) => Actor(account).QueueAsync(new QueueCommand
        {
            WorkspaceId = Workspace,
            ApiKeyId = "key_1",
            IsMany = true,
            Wishes = [.. people.Select(person => new QueueWish { Slug = person })],
        });

        public Task RunQueueAsync(string account) => Actor(account).RunQueueAsync();

        public Task SettleAsync(string account) => Actor(account).SettleAsync();

        private AccountActor Actor(string account)
        {
            lock (_actors)
            {
                // An actor that was taken over leaves; the next call finds a new one, as in the silo.
                if (!_actors.TryGetValue(account, out var actor) || actor.IsStopped) _actors[account] = actor = _create(account);
                return actor;
            }
        }
    }
}
