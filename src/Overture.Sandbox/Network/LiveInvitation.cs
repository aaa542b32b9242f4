namespace Overture.Sandbox.Network;

/// <summary>
/// An invitation in memory: 16 bytes, because benches create ten million. The note stays on disk.
/// </summary>
internal readonly record struct LiveInvitation
{
    private const int StateBits = 2;
    private const int NoteBit = 1 << StateBits;
    private const int FlagBits = StateBits + 1;

    private readonly long _receivedAtAndFlags;

    public LiveInvitation(long id, long receivedAtMilliseconds, InvitationState state, bool hasNote)
    {
        Id = id;
        _receivedAtAndFlags = (receivedAtMilliseconds << FlagBits) | (hasNote ? NoteBit : 0L) | (long)state;
    }

    public long Id { get; }

    public bool HasNote => (_receivedAtAndFlags & NoteBit) != 0;

    public long ReceivedAtMilliseconds => _receivedAtAndFlags >> FlagBits;

    public DateTimeOffset ReceivedAt => DateTimeOffset.FromUnixTimeMilliseconds(ReceivedAtMilliseconds);

    public InvitationState StoredState => (InvitationState)(_receivedAtAndFlags & ((1 << StateBits) - 1));
}
