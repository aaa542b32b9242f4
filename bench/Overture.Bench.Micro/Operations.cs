using System.Diagnostics.Metrics;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Connectors.WebSession.Replies;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Actions;
using Overture.Server.Audit;
using Overture.Server.Idempotency;
using Overture.Server.Invitations;
using Overture.Server.Invitations.Actions;
using Overture.Server.Invitations.Sending;
using Overture.Server.Limits;
using Overture.Server.People;
using Overture.Server.Queue;
using Overture.Server.Storage;
using Overture.Server.Telemetry;
using Overture.Server.Workspaces;

namespace Overture.Bench.Micro;

/// <summary>The steps of every invitation, each alone and without the network or a disk.</summary>
internal sealed class Operations : IAsyncDisposable
{
    /// <summary>Steps that share one transaction of the commit queue.</summary>
    public const int Batch = 64;

    private const long AccountId = 0x5bcd_ef01_2345_6789;
    private const string Slug = "person-10000001";
    private const string Note = "Good to meet you.";

    private static readonly DateTimeOffset Now = new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);

    private static readonly byte[] Body = Encoding.UTF8.GetBytes(
        $$$"""{"account_id":"{{{RowKey.Text(RowKind.Account, AccountId)}}}","action":"invite","params":"""
        + $$$"""{"profile_url":"https://www.linkedin.com/in/{{{Slug}}}","message":"{{{Note}}}"}}""");

    private static readonly byte[] Profile = ReadProfile();
    private static readonly PersonIdentifier Identifier = PersonIdentifier.Slug(Slug);
    private static readonly CommitStep Step = new(AccountTable.Fence(AccountId, epoch: 1));

    private static readonly AuditEntry Entry = new(ActionNames.Invite, AuditDecision.Sent)
    {
        ApiKeyId = RowKey.Sandbox,
        Person = "ACoAAQ7oaypRlRqdmnd17g3btPNGB-HG2DXDWFI",
        InvitationId = RowKeys.FirstAt(Now),
        Note = Note,
    };

    // What an account has that has sent a week's invitations.
    private readonly AccountLimitState _limits = new(
        LimitsPolicy.Of(new LimitsOptions(), own: null, isPremium: false, Now.AddDays(-100), isLocal: false),
        new SendHistory(
            Enumerable.Range(1, 90).Select(n => Now.AddHours(-n * 1.8)), notes: [Now.AddDays(-3)], pending: 90,
            lastAttempt: null),
        cooldowns: [], breaker: null);

    // Only what binding needs: no call runs.
    private readonly AccountActionBinding<InviteParams> _invite = new(
        InviteAction.Descriptor, new InviteAction(sender: null!, dryRun: null!, queue: null!, TimeProvider.System),
        accounts: null!);

    private readonly JsonDocument _body = JsonDocument.Parse(Body);
    private readonly InviteOutputs _outputs = new(TimeProvider.System);
    private readonly HeldWriter _writer = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Instruments _instruments;
    private readonly CommitQueue _queue;
    private readonly AccountContext _account;
    private readonly Person _person;
    private readonly PersonRow _row;
    private readonly InvitationRow _invitation;

    public Operations()
    {
        _person = ReadPerson();
        _row = PersonRow.Of(_person, Now);
        _invitation = new InvitationRow
        {
            AccountId = AccountId,
            Id = RowKeys.FirstAt(Now),
            WorkspaceId = RowKey.Sandbox,
            PersonId = _person.MemberId,
            ApiKeyId = RowKey.Sandbox,
            State = InvitationState.Pending,
            Live = true,
            Price = 1,
            UpdatedAt = Now,
        };
        _instruments = new Instruments(_services.GetRequiredService<IMeterFactory>(), TimeProvider.System);
        _queue = new CommitQueue(
            _writer, Options.Create(new StorageOptions()), _instruments, NullLogger<CommitQueue>.Instance);
        _account = new AccountContext(AccountRowOf(_person), Session.None, audit: null!, events: null!, _queue);
    }

    public Task StartAsync() => _queue.StartAsync(CancellationToken.None);

    /// <summary>From the bytes of a body to the action's parameters.</summary>
    public object ParseRequest()
    {
        using var document = JsonDocument.Parse(Body);
        var body = ActionBinder.Bind<ActionBody>(document.RootElement, "the body").ValueOrThrow();
        return RowKey.Parse(RowKind.Account, body.AccountId) == AccountId
            ? _invite.Bind(body.Params!.Value).ValueOrThrow()
            : throw new InvalidOperationException("The request should be valid.");
    }

    public object Decide() => InviteDecision.Of(_person, _person.Relationship!).Verdict == InviteVerdict.Send
        ? _person
        : throw new InvalidOperationException("This person should be invited.");

    /// <summary>All limits of one request.</summary>
    public object CheckLimits()
    {
        var check = new LimitCheck(_limits, HasNote: true, NotePolicy.Require, Now);
        foreach (var gate in LimitCheck.Sending)
        {
            if (check.Of(gate).IsClosed) throw new InvalidOperationException("The limits should be open.");
        }

        return check;
    }

    /// <summary>When so many that wait in a queue will leave.</summary>
    public object Plan(int count) => QueuePlan.Of(
        _limits, [.. Enumerable.Range(1, count).Select(id => new QueuedItem(id, Now, NeedsNote: false))], Now);

    /// <summary>The next row of an account's audit.</summary>
    public static object LinkAudit() => AuditChain.Link(AccountId, 2, AuditChain.Beginning(AccountId), Entry, Now);

    public static Person ReadPerson()
    {
        using var document = ReplyDocument.TryParse(Profile);
        return PersonReader.Read(document!, Identifier).Value
            ?? throw new InvalidOperationException("The profile should be readable.");
    }

    public object WriteAnswer() => _outputs.Sent(_account, _row, _invitation, number: 123_456_789);

    public object HashRequest() => RequestHash.Of(_body.RootElement);

    public static object HashKey() => ApiKeys.HashOf("sandbox-key");

    /// <summary>
    /// One step, and then 64 that wait while its transaction runs, as under load. The first is held, so that the same
    /// steps share the same transactions each time.
    /// </summary>
    public async Task CommitAsync()
    {
        var release = _writer.Hold();
        var first = _queue.BeginAsync(Step);
        await _writer.Entered;
        var others = new Task<CommitResult>[Batch];
        for (var i = 0; i < Batch; i++) others[i] = _queue.BeginAsync(Step);
        release.SetResult();
        await first;
        foreach (var other in others)
        {
            if (!(await other).IsCommitted) throw new InvalidOperationException("The step should be committed.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _queue.StopAsync(CancellationToken.None);
        _queue.Dispose();
        _instruments.Dispose();
        await _services.DisposeAsync();
        _body.Dispose();
    }

    private static AccountRow AccountRowOf(Person person) => new()
    {
        Id = AccountId,
        WorkspaceId = RowKey.Sandbox,
        Platform = Platform.LinkedIn,
        MemberId = person.MemberId,
        Name = "Member",
        IsPremium = false,
        CreatedAt = Now,
        UpdatedAt = Now,
    };

    private static byte[] ReadProfile()
    {
        using var stream = typeof(Operations).Assembly.GetManifestResourceStream("profile.json")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
