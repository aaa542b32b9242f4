using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Overture.Client.Contract;
using Overture.Connectors;
using Overture.FunctionalTests.Support;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Actions;
using Overture.Server.Audit;
using Overture.Server.Credits;
using Overture.Server.Http;
using Overture.Server.Idempotency;
using Overture.Server.Invitations;
using Overture.Server.Invitations.Resolving;
using Overture.Server.Limits;
using Overture.Server.Queue;
using Overture.Server.Storage;
using Overture.Server.Storage.Sqlite;
using Overture.Server.Workspaces;

namespace Overture.FunctionalTests.Reliability;

/// <summary>A database, a network and a clock that outlive the processes which use them.</summary>
internal sealed class World : IAsyncDisposable
{
    public const long Workspace = 101;

    private const long FirstAccount = 201;
    private const long ApiKey = 301;

    private readonly string _directory = Directory.CreateTempSubdirectory("overture-world-").FullName;
    private readonly List<Process> _processes = [];

    private World() => Network = new FakeNetwork(Time);

    public ShiftedTime Time { get; } = new();

    public FakeNetwork Network { get; }

    /// <summary>Off, as in a load test, unless a test is about them.</summary>
    public LimitsOptions Limits { get; set; } = new() { Enabled = false, BreakerThreshold = 1_000 };

    /// <summary>Lets a test put something between gateway and network that breaks a rule.</summary>
    public Func<IConnector, IConnector> Between { get; set; } = connector => connector;

    private string ConnectionString => new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(_directory, "overture.db"),
        Pooling = false,
        DefaultTimeout = 30,
    }.ToString();

    /// <summary>Accounts are members of their own unless a token says that several are the same one.</summary>
    public static async Task<World> CreateAsync(int accounts, long credits, string? sharedToken = null)
    {
        var world = new World();
        await using var db = world.Open();
        await db.Database.MigrateAsync();
        var now = world.Time.GetUtcNow();
        db.Add(new WorkspaceRow { Id = Workspace, Name = "World", CreatedAt = now });
        db.Add(new BalanceRow { WorkspaceId = Workspace, Credits = credits });
        db.Add(new LedgerRow
        {
            WorkspaceId = Workspace,
            Id = new RowKeys(world.Time).Next(),
            Kind = LedgerKind.Grant,
            Amount = credits,
        });
        var vault = new SessionVault(ServerParts.Protection);
        foreach (var id in Enumerable.Range(0, accounts).Select(AccountId))
        {
            db.Add(new AccountRow
            {
                Id = id,
                WorkspaceId = Workspace,
                Platform = Platform.LinkedIn,
                MemberId = MemberOf(id),
                Name = MemberOf(id),
                IsPremium = false,
                CreatedAt = now,
                UpdatedAt = now,
            });
            db.Add(new SessionRow
            {
                AccountId = id,
                ProtectedToken = vault.Protect(new Session(sharedToken ?? MemberOf(id))),
                UpdatedAt = now,
            });
        }

        await db.SaveChangesAsync();
        return world;
    }

    public static long AccountId(int number) => FirstAccount + number;

    /// <summary>The member whose account it is, by which the network knows it.</summary>
    public static string MemberOf(long account) => $"member-{account}";

    /// <summary>
    /// A process that lives for so many points; the ones before it live on beside it, if they still do.
    /// </summary>
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

    public SqliteOvertureDb Open() => new(
        new DbContextOptionsBuilder<SqliteOvertureDb>().UseSqlite(ConnectionString)
            .ReplaceService<IMigrationsSqlGenerator, SqliteTableWriter>().Options);

    public ValueTask DisposeAsync()
    {
        // The dead hang for ever and hold nothing but memory; only the folder has to go.
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>One process of the gateway, without HTTP and silo: the accounts and everything below them.</summary>
    internal sealed class Process
    {
        private readonly Dictionary<long, AccountRuntime> _accounts = [];
        private readonly ServiceProvider _services;
        private readonly Life _life;

        public Process(World world, Life life, CommitQueue queue)
        {
            _life = life;
            var connector = world.Between(new MortalConnector(world.Network, life));
            _services = ServerParts.Build(new Database(world.Open), queue, connector, world.Time, services =>
            {
                services.Configure<InvitationOptions>(options => options.ClaimsEnabled = false);
                services.AddSingleton(Options.Create(world.Limits));
            });
        }

        /// <summary>Ends when the process has died.</summary>
        public Task Died => _life.Died;

        public Task<WireAnswer> InviteAsync(long account, string person, string? key) =>
            ActAsync(account, ActionNames.Invite, new InviteParams { Identifier = person }, key);

        public Task<WireAnswer> QueueAsync(long account, params string[] people) => ActAsync(
            account, ActionNames.InviteMany,
            new InviteManyParams { Rows = [.. people.Select(person => new InviteRow { Identifier = person })] },
            key: null);

        public Task RunQueueAsync(long account) => Runtime(account).WakeAsync(QueueRunner.DutyName);

        public Task ResolveAsync(long account) => Runtime(account).WakeAsync(InvitationResolver.DutyName);

        private Task<WireAnswer> ActAsync<T>(long account, string action, T parameters, string? key)
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(parameters, ContractJson.Default.Options);
            return Runtime(account).ActAsync(new ActionCall
            {
                Category = NetworkActions.Category,
                Action = action,
                WorkspaceId = Workspace,
                ApiKeyId = ApiKey,
                AccountId = account,
                Params = json,
                Bound = parameters,
                Key = key is null ? null : new IdempotencyKey(key, json),
            });
        }

        private AccountRuntime Runtime(long account)
        {
            lock (_accounts)
            {
                // One that was taken over leaves; the next call finds a new one, as in the silo.
                if (!_accounts.TryGetValue(account, out var runtime) || runtime.IsStopped)
                {
                    _accounts[account] = runtime = ActivatorUtilities.CreateInstance<AccountRuntime>(
                        _services, account);
                }

                return runtime;
            }
        }
    }

    /// <summary>The one API key that asks in this world.</summary>
    internal sealed class OneKey : IKnownKeys
    {
        public Task<HashSet<long>> AllAsync(OvertureDb db, CancellationToken cancellationToken) =>
            Task.FromResult<HashSet<long>>([ApiKey]);
    }
}
