using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Overture.Client.Contract;
using Overture.Connectors.WebSession.Replies;
using Overture.Connectors;
using Overture.Server.Audit;
using Overture.Server.Http;
using Overture.Server.Idempotency;
using Overture.Server.Invitations;
using Overture.Server.Limits;
using Overture.Server.Network;
using Overture.Server.Storage.Rows;
using Overture.Server.Storage;
using Overture.Server.Telemetry;
using Overture.Server.Workspaces;

namespace Overture.Bench.Micro;

/// <summary>The steps that every invitation takes, each alone and without the network or a disk.</summary>
internal sealed class Operations : IAsyncDisposable
{
    /// <summary>Steps that share one transaction of the commit queue.</summary>
    public const int Batch = 64;

    private const string Slug = "person-10000001";

    private static readonly DateTimeOffset Now = new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);

    private static readonly byte[] Body = Encoding.UTF8.GetBytes($$$"""
        {"account_id":"acc_00000000000000000000000000000123","action":"invite","params":{"profile_url":"https://www.linkedin.com/in/{{{Slug}}}","message":"Good to meet you."}}
        """);

    private static readonly byte[] Profile = ReadProfile();
    private static readonly Caller Caller = new("ws_sandbox", "key_sandbox");
    private static readonly PersonIdentifier Identifier = PersonIdentifier.Slug(Slug);

    private static readonly CommitStep Step = new(new Statement("UPDATE accounts SET epoch = epoch WHERE id = @p0", Guard.Fence, "acc_1"));

    private static readonly AuditEntry Entry = new("invite", "sent")
    {
        WorkspaceId = "ws_sandbox", ApiKeyId = "key_sandbox", Person = "ACoAAQ7oaypRlRqdmnd17g3btPNGB-HG2DXDWFI",
        InvitationId = "inv_01a218a649047dacb5779c54b43e0d40", Note = "Good to meet you.",
    };

    private readonly Standing _standing = new(
        LimitsPolicy.Of(new LimitsOptions(), own: null, isPremium: false, Now.AddDays(-100), isLocal: false),
        new SendHistory(Enumerable.Range(1, 90).Select(n => Now.AddHours(-n * 1.8)), [Now.AddDays(-3)], 90, null), [], null);

    private readonly JsonDocument _body = JsonDocument.Parse(Body);
    private readonly InviteAnswers _answers = new(TimeProvider.System);
    private readonly HeldWriter _writer = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Instruments _instruments;
    private readonly CommitQueue _queue;
    private readonly Person _person;
    private readonly PersonRow _row;

    public Operations()
    {
        _person = ReadPerson();
        _row = new PersonRow
        {
            MemberId = _person.MemberId, PublicIdentifier = _person.PublicIdentifier, FirstName = _person.FirstName,
            LastName = _person.LastName, Headline = _person.Headline, PictureUrl = _person.PictureUrl, SeenAt = DateTimeOffset.UnixEpoch,
        };
        _instruments = new Instruments(_services.GetRequiredService<IMeterFactory>(), TimeProvider.System);
        _queue = new CommitQueue(_writer, Options.Create(new StorageOptions()), _instruments, NullLogger<CommitQueue>.Instance);
    }

    public Task StartAsync() => _queue.StartAsync(CancellationToken.None);

    public static object ParseRequest()
    {
        using var body = JsonDocument.Parse(Body);
        var root = body.RootElement;
        var account = new ParamReader(root, "the body", "account_id", "action", "params").RequiredText("account_id", 100);
        return InviteAction.Read(new NetworkCall(Caller, account, root.GetProperty("params"), null), Now).Wish
            ?? throw new InvalidOperationException("The request should be a good one.");
    }

    public object Decide() => InviteDecision.Of(_person, _person.Relationship!).Verdict == InviteVerdict.Send
        ? _person
        : throw new InvalidOperationException("This person should be invited.");

    /// <summary>All limits of one wish, for an account that has sent what it does in a week.</summary>
    public object JudgeLimits() => LimitGates.OfSending(_standing, hasNote: true, NotePolicy.Require, Now);

    /// <summary>The next row of an account's audit.</summary>
    public static object LinkAudit() => AuditChain.Link("acc_1", 2, AuditChain.Beginning("acc_1"), Entry, Now);

    public static Person ReadPerson()
    {
        using var document = ReplyDocument.TryParse(Profile);
        return PersonReader.Read(document!, Identifier).Value ?? throw new InvalidOperationException("The profile should be readable.");
    }

    public object WriteAnswer() => _answers.Sent("acc_00000000000000000000000000000123", _row, 123_456_789, price: 1);

    public object HashRequest() => RequestHash.Of(_body.RootElement);

    public static object HashKey() => ApiKeys.HashOf("sandbox-key");

    /// <summary>
    /// One step and then 64 that wait while its transaction runs, as under load. Held apart, so that the same steps share the
    /// same transactions each time.
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
            if (!(await other).IsCommitted) throw new InvalidOperationException("The step should be committed.");
    }

    public async ValueTask DisposeAsync()
    {
        await _queue.StopAsync(CancellationToken.None);
        _queue.Dispose();
        _instruments.Dispose();
        await _services.DisposeAsync();
        _body.Dispose();
    }

    private static byte[] ReadProfile()
    {
        using var stream = typeof(Operations).Assembly.GetManifestResourceStream("profile.json")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
