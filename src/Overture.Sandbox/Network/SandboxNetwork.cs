using Overture.Sandbox.People;

namespace Overture.Sandbox.Network;

/// <summary>The simulated network: its relationships, and the only way to add an invitation.</summary>
internal sealed class SandboxNetwork : IDisposable
{
    /// <summary>Far above the log's ids, so a page over both is in order.</summary>
    private const long FirstSeededId = 9_000_000_001;

    private readonly SandboxDatabase _database;
    private readonly RelationshipBook _book = new();
    private readonly InvitationWriter _writer;
    private readonly Lock _seedGate = new();
    private long _nextSeededId;

    public SandboxNetwork(string folder, TimeProvider time)
    {
        _database = SandboxDatabase.Open(folder);
        Log = new InvitationTable(_database);
        Clock = new SandboxClock(time, _database);
        Sessions = new MemberSessions(_database);
        Log.ForEach(_book.Commit);
        _nextSeededId = Math.Max(FirstSeededId, Log.LastId(seeded: true) + 1);
        _writer = new InvitationWriter(Log, _book, Clock);
        _writer.Start();
    }

    public InvitationTable Log { get; }

    public SandboxClock Clock { get; }

    public MemberSessions Sessions { get; }

    public Relationship RelationshipOf(int member, PersonKey person)
    {
        if (person == PersonKey.Member(member)) return new Relationship(RelationshipKind.Self);
        if (!_book.TryGet(new Pair(member, person), out var invitation))
        {
            if (person.Behaviour is not (Behaviour.AlreadyInvited or Behaviour.InvitedYou))
            {
                return new Relationship(WithoutInvitation(person.Behaviour));
            }

            invitation = Seed(member, person);
        }

        var state = InvitationFate.StateAt(Clock.Now, person.Behaviour, invitation.StoredState, invitation.ReceivedAt);
        return new Relationship(KindOf(state, person.Behaviour), invitation);
    }

    /// <summary>Whether reads about this person fail for this member now (lost-answer-blind).</summary>
    public bool IsHidden(int member, PersonKey person) =>
        person.Behaviour == Behaviour.LostAnswerBlind &&
        _book.TryGet(new Pair(member, person), out var invitation) &&
        InvitationFate.HidesReadsAt(Clock.Now, person.Behaviour, invitation.ReceivedAt);

    /// <summary>Stores an invitation and returns its id, or null when the pair already has one.</summary>
    public async ValueTask<long?> AcceptAsync(int member, PersonKey person, string? note)
    {
        var arrival = new Arrival(member, person, note);
        if (!_book.TryReserve(arrival.Pair)) return null;
        return await _writer.WriteAsync(arrival);
    }

    public Task StopAsync() => _writer.StopAsync();

    public void Dispose()
    {
        Log.Dispose();
        _database.Dispose();
    }

    private static RelationshipKind WithoutInvitation(Behaviour behaviour) =>
        behaviour == Behaviour.AlreadyConnected ? RelationshipKind.Connected : RelationshipKind.None;

    private static RelationshipKind KindOf(InvitationState state, Behaviour behaviour) => state switch
    {
        InvitationState.Accepted => RelationshipKind.Connected,
        InvitationState.Withdrawn => RelationshipKind.None,
        // The platform does not show the sender that an invitation was ignored.
        InvitationState.Pending or InvitationState.Ignored =>
            behaviour == Behaviour.InvitedYou ? RelationshipKind.Received : RelationshipKind.Sent,
    };

    private LiveInvitation Seed(int member, PersonKey person)
    {
        lock (_seedGate)
        {
            var pair = new Pair(member, person);
            if (_book.TryGet(pair, out var existing)) return existing;
            var seeded = new LoggedInvitation(_nextSeededId, member, person, null, InvitationState.Pending, Clock.Now);
            Log.AppendSeeded(seeded);
            _nextSeededId++;
            _book.Commit(pair, seeded.Live);
            return seeded.Live;
        }
    }
}
