using System.Threading.Channels;

namespace Overture.Sandbox.Network;

/// <summary>
/// The only writer of the log. It stores all waiting invitations in one transaction and numbers them in the order in
/// which they become visible, so a reader that pages by id never misses one.
/// </summary>
internal sealed class InvitationWriter(InvitationTable log, RelationshipBook book, SandboxClock clock)
{
    public const long FirstId = 123_456_789;
    private const int BatchSize = 4096;

    private readonly Channel<Arrival> _arrivals =
        Channel.CreateUnbounded<Arrival>(new UnboundedChannelOptions { SingleReader = true });

    private readonly List<Arrival> _batch = new(BatchSize);
    private readonly List<LoggedInvitation> _rows = new(BatchSize);
    private long _nextId = Math.Max(FirstId, log.LastId(seeded: false) + 1);
    private Task _loop = Task.CompletedTask;

    public void Start() => _loop = Task.Run(RunAsync);

    public Task StopAsync()
    {
        _arrivals.Writer.TryComplete();
        return _loop;
    }

    public Task<long> WriteAsync(Arrival arrival)
    {
        if (!_arrivals.Writer.TryWrite(arrival))
        {
            book.Release(arrival.Pair);
            arrival.TrySetException(new IOException("The sandbox is stopping."));
        }

        return arrival.Task;
    }

    private async Task RunAsync()
    {
        while (await _arrivals.Reader.WaitToReadAsync())
        {
            while (_batch.Count < BatchSize && _arrivals.Reader.TryRead(out var arrival)) _batch.Add(arrival);
            Store();
            _batch.Clear();
            _rows.Clear();
        }
    }

    private void Store()
    {
        var receivedAt = clock.Now;
        var id = _nextId;
        foreach (var arrival in _batch) _rows.Add(Row(arrival, id++, receivedAt));
        try
        {
            log.Append(_rows);
        }
        catch (Exception exception)
        {
            // A full disk refuses these invitations; the loop must survive for later ones.
            foreach (var arrival in _batch)
            {
                book.Release(arrival.Pair);
                arrival.TrySetException(exception);
            }

            return;
        }

        _nextId = id;
        for (var index = 0; index < _rows.Count; index++)
        {
            book.Commit(_rows[index].Pair, _rows[index].Live);
            _batch[index].TrySetResult(_rows[index].Id);
        }
    }

    private static LoggedInvitation Row(Arrival arrival, long id, DateTimeOffset receivedAt)
    {
        var state = InvitationFate.StoredAtArrival(arrival.Person.Behaviour);
        return new LoggedInvitation(id, arrival.Member, arrival.Person, arrival.Note, state, receivedAt);
    }
}
