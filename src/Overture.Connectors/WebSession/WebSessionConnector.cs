using Microsoft.Extensions.Options;
using Overture.Connectors.WebSession.Replies;

namespace Overture.Connectors.WebSession;

/// <summary>Calls the web client's API with an account's session cookie.</summary>
internal sealed class WebSessionConnector(
    IOptions<WebSessionOptions> options, IWebSessionAddress address, IHttpClientFactory clients, SendChannel sends,
    TimeProvider time) : IConnector
{
    public const string ReadClient = "Overture.WebSession.Reads";

    // Built at the first call: a sandbox in the same process knows its port only once it listens.
    private readonly Lazy<WebSessionRequests> _requests =
        new(() => new WebSessionRequests(options.Value, address.BaseAddress));

    // Kept for the process's lifetime: its handler renews connections itself.
    private readonly HttpClient _reads = clients.CreateClient(ReadClient);

    public bool IsLocal => WebSessionOptions.IsOnLoopback(address.BaseAddress);

    public TimeSpan LongestSend => options.Value.SendTimeout;

    // What was asked for and, after a 403 or 404, the own profile; each as often as a read is tried.
    public int MaxReads => 2 * (1 + options.Value.ReadRetries);

    public Task<Answer<OwnProfile>> ReadOwnProfileAsync(Session session, CancellationToken cancellationToken) =>
        ReadAsync(
            FailureStage.OwnProfile,
            session,
            () => _requests.Value.OwnProfile(session),
            static document => OwnProfileReader.Read(document) is { } profile ? profile : default(Answer<OwnProfile>),
            cancellationToken);

    public async Task<Answer<Person>> ResolvePersonAsync(
        Session session, PersonIdentifier identifier, CancellationToken cancellationToken)
    {
        var answer = await ReadAsync(
            FailureStage.Person,
            session,
            () => _requests.Value.Person(session, identifier),
            document => PersonReader.Read(document, identifier),
            cancellationToken);
        return answer.Failure is { Status: 403 or 404 } failure
            ? await CheckSessionAsync(session, failure, cancellationToken)
            : answer;
    }

    public async Task<Answer<Relationship>> ReadRelationshipAsync(
        Session session, string memberId, CancellationToken cancellationToken)
    {
        var answer = await ReadAsync(
            FailureStage.Relationship,
            session,
            () => _requests.Value.Relationship(session, memberId),
            document => RelationshipReader.Read(document, memberId) is { } read ? read : default(Answer<Relationship>),
            cancellationToken);
        return answer.Failure is { Status: 403 or 404 } failure
            ? await CheckSessionAsync(session, failure, cancellationToken)
            : answer;
    }

    public async Task<Answer<SentInvitation>> SendInvitationAsync(
        Session session, string memberId, string? note, DateTimeOffset latest, CancellationToken cancellationToken)
    {
        if (!Session.IsWellFormed(session.Token)) return MalformedSession(FailureStage.Send);
        using var request = _requests.Value.Send(
            session, memberId, note, isInTime: () => time.GetUtcNow() <= latest, out var body);
        var answer = await SendAsync(request, body, cancellationToken);
        return answer.Failure is { Status: 403 } failure
            ? await CheckSessionAsync(session, failure, cancellationToken)
            : answer;
    }

    private async Task<Answer<SentInvitation>> SendAsync(
        HttpRequestMessage request, SingleUseContent body, CancellationToken cancellationToken)
    {
        try
        {
            using var reply = new Reply(await sends.SendAsync(request, cancellationToken));
            return Interpret(reply, FailureStage.Send, static document =>
                SentInvitationReader.Read(document) is { } sent ? sent : default(Answer<SentInvitation>));
        }
        catch (Exception)
        {
            // For any failure the question is whether the request began to leave. If not, the seal keeps it from ever
            // leaving.
            return new Failure(FailureStage.Send, body.TrySeal() ? FailureClass.NotSent : FailureClass.PerhapsSent);
        }
    }

    private async Task<Answer<T>> ReadAsync<T>(
        FailureStage stage,
        Session session,
        Func<HttpRequestMessage> build,
        Func<ReplyDocument, Answer<T>> read,
        CancellationToken cancellationToken)
        where T : class
    {
        if (!Session.IsWellFormed(session.Token)) return MalformedSession(stage);
        try
        {
            using var request = build();
            using var reply = new Reply(
                await _reads.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken));
            return Interpret(reply, stage, read);
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            // The answer's compression or text is broken.
            return new Failure(stage, FailureClass.AnsweredBadly) { Sample = "undecodable" };
        }
        catch (Exception)
        {
            // A read without an answer has changed nothing.
            return new Failure(stage, FailureClass.NotSent);
        }
    }

    /// <summary>A reader returns a value, a refusal, or neither for an unknown shape.</summary>
    private Answer<T> Interpret<T>(Reply reply, FailureStage stage, Func<ReplyDocument, Answer<T>> read)
        where T : class
    {
        if (FailureClassifier.Classify(reply, stage, time.GetUtcNow()) is { } failure) return failure;
        var answer = reply.Document is { } document ? read(document) : default;
        if (answer.Value is not null) return answer;
        return answer.Failure is { } refusal
            ? refusal with { Status = reply.Status, Sample = reply.Sample }
            : FailureClassifier.AnsweredBadly(reply, stage);
    }

    /// <summary>A 403 or 404 can concern the request or the session. One read of the own profile tells which.</summary>
    private async Task<Failure> CheckSessionAsync(Session session, Failure failure, CancellationToken cancellationToken)
    {
        if (failure is not
            {
                Class: FailureClass.Refused,
                Refusal: PlatformRefusal.PersonNotFound or PlatformRefusal.Unknown,
            })
        {
            return failure;
        }

        var own = await ReadOwnProfileAsync(session, cancellationToken);
        if (own.Failure is not { } ownFailure) return failure;
        // A refused send stays refused even if this check fails; a read without a working check has learned nothing.
        return ownFailure.Class == FailureClass.SessionLost || failure.Stage != FailureStage.Send
            ? ownFailure with { Stage = failure.Stage }
            : failure;
    }

    private static Failure MalformedSession(FailureStage stage) =>
        new(stage, FailureClass.SessionLost)
        {
            Loss = SessionLoss.Expired,
            Sample = "token does not fit into a cookie",
        };
}
