namespace Overture.Server.Queue;

/// <summary>When an account's queue moves on next; there is a row while something waits in it.</summary>
internal sealed class QueueRow
{
    public required long AccountId { get; init; }

    public required DateTimeOffset NextAt { get; init; }
}
