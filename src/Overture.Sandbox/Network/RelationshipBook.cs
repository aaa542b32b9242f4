namespace Overture.Sandbox.Network;

/// <summary>
/// All invitations by (member, person), in memory. In shards, so that growing the table of ten million never stops
/// everybody at once.
/// </summary>
internal sealed class RelationshipBook
{
    private const int ShardCount = 256;

    private readonly Shard[] _shards = [.. Enumerable.Range(0, ShardCount).Select(_ => new Shard())];

    public bool TryGet(Pair pair, out LiveInvitation invitation)
    {
        var shard = ShardOf(pair);
        lock (shard.Gate)
            return shard.Settled.TryGetValue(pair, out invitation);
    }

    /// <summary>Holds the place for an invitation on its way to disk; false when the pair already has one.</summary>
    public bool TryReserve(Pair pair)
    {
        var shard = ShardOf(pair);
        lock (shard.Gate)
            return !shard.Settled.ContainsKey(pair) && shard.Arriving.Add(pair);
    }

    public void Settle(Pair pair, LiveInvitation invitation)
    {
        var shard = ShardOf(pair);
        lock (shard.Gate)
        {
            shard.Arriving.Remove(pair);
            shard.Settled[pair] = invitation;
        }
    }

    public void Release(Pair pair)
    {
        var shard = ShardOf(pair);
        lock (shard.Gate)
            shard.Arriving.Remove(pair);
    }

    private Shard ShardOf(Pair pair) => _shards[(uint)pair.GetHashCode() % ShardCount];

    private sealed class Shard
    {
        public Lock Gate { get; } = new();

        public Dictionary<Pair, LiveInvitation> Settled { get; } = [];

        public HashSet<Pair> Arriving { get; } = [];
    }
}
