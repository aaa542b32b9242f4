using System.Collections.Concurrent;
using Overture.Connectors;

namespace Overture.FunctionalTests.Reliability;

/// <summary>How the network treats one send.</summary>
internal enum SendFate
{
    Answered,
    LostAnswer,
    LostRequest,

    /// <summary>
    /// The connection is cut first and the network accepts the request later: why absence proves nothing early on.
    /// </summary>
    AcceptedLate,
    Refused,
    Throttled,
    NothingLeft,
    AnsweredBadlyButSent,
    AcceptedAtOnce,
}

/// <summary>
/// The network as a model: it keeps what it accepted, and fails as it is told. Stands in for upstream and connector, so
/// that many thousand lives can be played in a minute.
/// </summary>
internal sealed class FakeNetwork(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly List<Accepted> _accepted = [];
    private readonly List<(string Account, string Person, DateTimeOffset At)> _late = [];
    private readonly HashSet<(string Account, string Person)> _connected = [];
    private readonly ConcurrentQueue<SendFate> _fates = new();
    private readonly ConcurrentQueue<bool> _readFailures = new();

    /// <summary>One invitation that the network accepted.</summary>
    internal sealed record Accepted(long Number, string Account, string Person);

    public static readonly TimeSpan LateBy = TimeSpan.FromSeconds(20);

    public IReadOnlyList<Accepted> Witness
    {
        get
        {
            lock (_lock)
            {
                ArriveLate();
                return [.. _accepted];
            }
        }
    }

    public void Plan(IEnumerable<SendFate> fates, IEnumerable<bool> readFailures)
    {
        foreach (var fate in fates) _fates.Enqueue(fate);
        foreach (var fails in readFailures) _readFailures.Enqueue(fails);
    }

    public void BeWell()
    {
        _fates.Clear();
        _readFailures.Clear();
    }

    public Answer<Person> Resolve(string account, string person) => FailsToRead()
        ? new Failure(FailureStage.Person, FailureClass.NotSent)
        : new Person(person, person, person, "", "") { Relationship = Relationship(account, person) };

    public Answer<Relationship> Read(string account, string person) => FailsToRead()
        ? new Failure(FailureStage.Relationship, FailureClass.NotSent)
        : Relationship(account, person);

    public Answer<SentInvitation> Send(string account, string person, DateTimeOffset latest)
    {
        if (time.GetUtcNow() > latest) return Failed(FailureClass.NotSent);
        var fate = _fates.TryDequeue(out var planned) ? planned : SendFate.Answered;
        lock (_lock)
        {
            ArriveLate();
            return fate switch
            {
                SendFate.Answered => Accept(account, person) is { } number
                    ? new SentInvitation(number)
                    : Refused(PlatformRefusal.CannotResendYet),
                SendFate.AcceptedAtOnce => AcceptAtOnce(account, person),
                SendFate.LostAnswer or SendFate.AnsweredBadlyButSent => Lost(fate, Accept(account, person)),
                SendFate.LostRequest => Failed(FailureClass.PerhapsSent),
                SendFate.AcceptedLate => LeaveForLater(account, person),
                SendFate.Refused => Refused(PlatformRefusal.NotInvitable),
                SendFate.Throttled => Failed(FailureClass.Throttled),
                SendFate.NothingLeft => Failed(FailureClass.NotSent),
                _ => throw new InvalidOperationException($"No such fate: {fate}"),
            };
        }
    }

    private Answer<SentInvitation> AcceptAtOnce(string account, string person)
    {
        var number = Accept(account, person);
        _connected.Add((account, person));
        return number is { } known ? new SentInvitation(known) : Refused(PlatformRefusal.CannotResendYet);
    }

    private static Answer<SentInvitation> Lost(SendFate fate, long? number) =>
        number is null ? Refused(PlatformRefusal.CannotResendYet)
        : Failed(fate == SendFate.LostAnswer ? FailureClass.PerhapsSent : FailureClass.AnsweredBadly);

    private Answer<SentInvitation> LeaveForLater(string account, string person)
    {
        _late.Add((account, person, time.GetUtcNow() + LateBy));
        return Failed(FailureClass.PerhapsSent);
    }

    private void ArriveLate()
    {
        foreach (var (account, person, at) in _late.Where(late => late.At <= time.GetUtcNow()).ToList())
        {
            Accept(account, person);
            _late.Remove((account, person, at));
        }
    }

    private long? Accept(string account, string person)
    {
        // As the real one, the network refuses a second invitation while one is pending. The tests still see every
        // attempt that would have been a duplicate, because Attempts counts them.
        if (_accepted.Any(known => known.Account == account && known.Person == person))
        {
            Duplicates++;
            return null;
        }

        var number = 1000 + _accepted.Count;
        _accepted.Add(new Accepted(number, account, person));
        return number;
    }

    /// <summary>Sends that arrived for a person already invited: what must never happen.</summary>
    public int Duplicates { get; private set; }

    private Relationship Relationship(string account, string person)
    {
        lock (_lock)
        {
            ArriveLate();
            if (_connected.Contains((account, person))) return new(RelationshipKind.Connected);
            return _accepted.Find(known => known.Account == account && known.Person == person) is { } pending
                ? new(RelationshipKind.InvitationSent) { InvitationId = pending.Number }
                : new(RelationshipKind.NotConnected);
        }
    }

    private bool FailsToRead() => _readFailures.TryDequeue(out var fails) && fails;

    private static Failure Failed(FailureClass failure) => new(FailureStage.Send, failure);

    private static Failure Refused(PlatformRefusal refusal) =>
        new(FailureStage.Send, FailureClass.Refused) { Refusal = refusal };
}
