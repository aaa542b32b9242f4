using Overture.Connectors;
using Overture.Server.Storage;

namespace Overture.FunctionalTests.Reliability;

/// <summary>
/// The life of a process: it passes so many points and then hangs for ever in the middle of whatever it was doing, as a
/// process does that was killed. A point lies before and after everything that has an effect outside.
/// </summary>
internal sealed class Life(int points)
{
    private readonly TaskCompletionSource _never = new();
    private readonly TaskCompletionSource _died = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left = points;

    /// <summary>Ends when the process has died.</summary>
    public Task Died => _died.Task;

    public Task PassAsync()
    {
        if (Interlocked.Decrement(ref _left) >= 0) return Task.CompletedTask;
        _died.TrySetResult();
        return _never.Task;
    }
}

/// <summary>The network as one process reaches it.</summary>
internal sealed class MortalConnector(FakeNetwork network, Life life) : IConnector
{
    public bool IsLocal => true;

    public TimeSpan LongestSend => TimeSpan.FromSeconds(30);

    public int MaxReads => 1;

    public Task<Answer<OwnProfile>> ReadOwnProfileAsync(Session session, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Nobody logs in here.");

    public Task<Answer<Person>> ResolvePersonAsync(
        Session session, PersonIdentifier identifier, CancellationToken cancellationToken) =>
        LiveAsync(() => network.Resolve(session.Token, identifier.Value));

    public Task<Answer<Relationship>> ReadRelationshipAsync(
        Session session, string memberId, CancellationToken cancellationToken) =>
        LiveAsync(() => network.Read(session.Token, memberId));

    public Task<Answer<SentInvitation>> SendInvitationAsync(
        Session session, string memberId, string? note, DateTimeOffset latest, CancellationToken cancellationToken) =>
        LiveAsync(() => network.Send(session.Token, memberId, latest));

    private async Task<Answer<T>> LiveAsync<T>(Func<Answer<T>> call)
        where T : class
    {
        await life.PassAsync();
        await Task.Yield();
        var answer = call();
        await life.PassAsync();
        return answer;
    }
}

/// <summary>The store as one process reaches it.</summary>
internal sealed class MortalWriter(ICommitWriter writer, Life life) : ICommitWriter
{
    public async Task<UnmetGuard?> WriteAsync(IReadOnlyList<CommitStep> steps, CancellationToken cancellationToken)
    {
        await life.PassAsync();
        var result = await writer.WriteAsync(steps, cancellationToken);
        await life.PassAsync();
        return result;
    }

    public ValueTask DisposeAsync() => writer.DisposeAsync();
}

/// <summary>
/// Breaks the first rule: it sends again when a send got no answer. Only here to show that the properties notice.
/// </summary>
internal sealed class ResendingConnector(IConnector inner) : IConnector
{
    public bool IsLocal => inner.IsLocal;

    public TimeSpan LongestSend => inner.LongestSend;

    public int MaxReads => inner.MaxReads;

    public Task<Answer<OwnProfile>> ReadOwnProfileAsync(Session session, CancellationToken cancellationToken) =>
        inner.ReadOwnProfileAsync(session, cancellationToken);

    public Task<Answer<Person>> ResolvePersonAsync(
        Session session, PersonIdentifier identifier, CancellationToken cancellationToken) =>
        inner.ResolvePersonAsync(session, identifier, cancellationToken);

    public Task<Answer<Relationship>> ReadRelationshipAsync(
        Session session, string memberId, CancellationToken cancellationToken) =>
        inner.ReadRelationshipAsync(session, memberId, cancellationToken);

    public async Task<Answer<SentInvitation>> SendInvitationAsync(
        Session session, string memberId, string? note, DateTimeOffset latest, CancellationToken cancellationToken)
    {
        var answer = await inner.SendInvitationAsync(session, memberId, note, latest, cancellationToken);
        return answer.Failure is { Class: FailureClass.PerhapsSent }
            ? await inner.SendInvitationAsync(session, memberId, note, latest, cancellationToken)
            : answer;
    }
}
