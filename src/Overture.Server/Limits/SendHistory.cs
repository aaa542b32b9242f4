namespace Overture.Server.Limits;

/// <summary>
/// What an account has sent, as far back as a budget looks: the instants at which invitations may have left, oldest
/// first. An invitation counts from its intent on and stops counting when it turns out that the platform does not have
/// it.
/// </summary>
internal sealed class SendHistory
{
    public static readonly TimeSpan Week = TimeSpan.FromDays(7);
    public static readonly TimeSpan NoteWindow = TimeSpan.FromDays(30);

    // A day of a calendar may have 25 hours; a week covers it.
    private readonly List<DateTimeOffset> _sent;
    private readonly List<DateTimeOffset> _notes;

    /// <param name="sent">Instants of the last seven days, with or without a note.</param>
    /// <param name="notes">Those of the last thirty days that had a note.</param>
    /// <param name="pending">How many invitations wait for an answer, or may.</param>
    /// <param name="lastAttempt">The last time that anything left, also what the platform refused.</param>
    public SendHistory(
        IEnumerable<DateTimeOffset> sent, IEnumerable<DateTimeOffset> notes, int pending, DateTimeOffset? lastAttempt)
    {
        _sent = [.. sent.Order()];
        _notes = [.. notes.Order()];
        Pending = pending;
        LastAttempt = lastAttempt;
    }

    public static SendHistory Empty => new([], [], 0, null);

    public IReadOnlyList<DateTimeOffset> Sent => _sent;

    public IReadOnlyList<DateTimeOffset> Notes => _notes;

    private DateTimeOffset? _attemptBefore;

    public int Pending { get; private set; }

    public DateTimeOffset? LastAttempt { get; private set; }

    /// <summary>An invitation may leave now.</summary>
    public void Add(DateTimeOffset at, bool hasNote)
    {
        Forget(at);
        Insert(_sent, at);
        if (hasNote) Insert(_notes, at);
        Pending++;
        _attemptBefore = LastAttempt;
        if (LastAttempt is not { } last || at > last) LastAttempt = at;
    }

    /// <summary>
    /// The last attempt does not count for the gap: what it was refused for is taken out and it goes at once.
    /// </summary>
    public void ForgetAttempt() => LastAttempt = _attemptBefore;

    /// <summary>It turned out that the platform does not have it.</summary>
    public void Remove(DateTimeOffset at, bool hasNote)
    {
        var isKnown = Take(_sent, at);
        // A note counts for longer than its invitation.
        if (hasNote) isKnown |= Take(_notes, at);
        if (isKnown) Conclude();
    }

    /// <summary>An invitation that somebody sent by hand was seen.</summary>
    public void See(DateTimeOffset at)
    {
        Insert(_sent, at);
        Pending++;
    }

    /// <summary>One that was pending is not any more.</summary>
    public void Conclude() => Pending = Math.Max(0, Pending - 1);

    public SendHistory Copy() => new(_sent, _notes, Pending, LastAttempt);

    private void Forget(DateTimeOffset now)
    {
        _sent.RemoveRange(0, CountUntil(_sent, now - Week - TimeSpan.FromHours(1)));
        _notes.RemoveRange(0, CountUntil(_notes, now - NoteWindow - TimeSpan.FromHours(1)));
    }

    /// <summary>An invitation that was read from the database has lost what is finer than a millisecond.</summary>
    private static bool Take(List<DateTimeOffset> instants, DateTimeOffset at)
    {
        var index = instants.FindIndex(known => known.ToUnixTimeMilliseconds() == at.ToUnixTimeMilliseconds());
        if (index >= 0) instants.RemoveAt(index);
        return index >= 0;
    }

    /// <summary>How many lie at or before an instant.</summary>
    public static int CountUntil(IReadOnlyList<DateTimeOffset> instants, DateTimeOffset until)
    {
        var (low, high) = (0, instants.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (instants[middle] <= until) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private static void Insert(List<DateTimeOffset> instants, DateTimeOffset at) =>
        instants.Insert(CountUntil(instants, at), at);
}
