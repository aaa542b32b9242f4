using Microsoft.Extensions.Options;
using Overture.Connectors.WebSession.Replies;

namespace Overture.Connectors.WebSession;

/// <summary>Speaks the web client's API with the session cookie of an account. See <see cref="IConnector"/> for its promises.</summary>
internal sealed class WebSessionConnector(
    IOptions<WebSessionOptions> options, IHttpClientFactory clients, SendChannel sends, TimeProvider time) : IConnector
{
    public const string ReadClient = "Overture.WebSession.Reads";

    // Read at the first call, not at construction: a sandbox in the same process knows its port only once it listens.
    private readonly Lazy<WebSessionRequests> _requests = new(() => new WebSessionRequests(options.Value));

    // Kept for good: its handler renews connections by itself, and a client per call would only cost.
    private readonly HttpClient _reads = clients.CreateClient(ReadClient);

    public bool IsLocal => options.Value.IsLoopback;

    public TimeSpan LongestSend => options.Value.SendTimeout;

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
            ? await DoubtAsync(session, failure, cancellationToken)
            : answer;
    }

    public async Task<Answer<Relationship>> ReadRelationshipAsync(
        Session session, string memberId, CancellationToken cancellationToken)
    {
        var answer = await ReadAsync(
            FailureStage.Relationship,
            session,
            () => _requests.Value.Relationship(session, memberId),
            document => RelationshipReader.Read(document, memberId) is { } found ? found : default(Answer<Relationship>),
            cancellationToken);
        return answer.Failure is { Status: 403 or 404 } failure
            ? await DoubtAsync(session, failure, cancellationToken)
            : answer;
    }

    public async Task<Answer<SentInvitation>> SendInvitationAsync(
        Session session, string memberId, string? note, DateTimeOffset latest, CancellationToken cancellationToken)
    {
        if (!Session.IsWellFormed(session.Token))
            return Unusable(FailureStage.Send);
        using var request = _requests.Value.Send(session, memberId, note, () => time.GetUtcNow() <= latest, out var body);
        var answer = await SendAsync(request, body, cancellationToken);
        return answer.Failure is { Status: 403 } failure ? await DoubtAsync(session, failure, cancellationToken) : answer;
    }

    private async Task<Answer<SentInvitation>> SendAsync(
        HttpRequestMessage request, SingleUseContent body, CancellationToken cancellationToken)
    {
        try
        {
            using var reply = new Reply(await sends.SendAsync(request, cancellationToken));
            return Judge(reply, FailureStage.Send, static document =>
                SentInvitationReader.Read(document) is { } sent ? sent : default(Answer<SentInvitation>));
        }
        catch (Exception)
        {
            // Whatever it was, only one question matters now: has the request begun to leave? If not, the seal sees to it
            // that it never will.
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
        if (!Session.IsWellFormed(session.Token))
            return Unusable(stage);
        try
        {
            using var request = build();
            using var reply = new Reply(
                await _reads.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken));
            return Judge(reply, stage, read);
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            // An answer came, but its compression or its text is broken.
            return new Failure(stage, FailureClass.AnsweredBadly) { Sample = "undecodable" };
        }
        catch (Exception)
        {
            // A read that found no answer has changed nothing, however it failed.
            return new Failure(stage, FailureClass.NotSent);
        }
    }

    /// <summary>A reader gives a value, a refusal, or neither when the shape is unknown to it.</summary>
    private Answer<T> Judge<T>(Reply reply, FailureStage stage, Func<ReplyDocument, Answer<T>> read)
        where T : class
    {
        if (FailureClassifier.Classify(reply, stage, time.GetUtcNow()) is { } failure)
            return failure;
        var answer = reply.Document is { } document ? read(document) : default;
        if (answer.Value is not null)
            return answer;
        return answer.Failure is { } refusal
            ? refusal with { Status = reply.Status, Sample = reply.Sample }
            : FailureClassifier.AnsweredBadly(reply, stage);
    }

    /// <summary>A 403 or 404 may mean the thing asked for or the session; the own profile tells which, asked once.</summary>
    private async Task<Failure> DoubtAsync(Session session, Failure failure, CancellationToken cancellationToken)
    {
        if (failure.Class != FailureClass.Refused || failure.Refusal is not (PlatformRefusal.PersonNotFound or PlatformRefusal.Unknown))
            return failure;
        var own = await ReadOwnProfileAsync(session, cancellationToken);
        if (own.Failure is not { } doubt)
            return failure;
        // The refusal of a send stays one whatever befalls the question after it; a read has learned nothing.
        return doubt.Class == FailureClass.SessionLost || failure.Stage != FailureStage.Send
            ? doubt with { Stage = failure.Stage }
            : failure;
    }

    private static Failure Unusable(FailureStage stage) =>
        new(stage, FailureClass.SessionLost) { Loss = SessionLoss.Expired, Sample = "token cannot stand in a cookie" };
}
