namespace Overture.Sandbox.Network;

/// <summary>
/// All invitations by (member, person), in memory. Shards keep the growth of a table of ten million from blocking every
/// request at once.
/// </summary>
internal sealed class RelationshipBook
{
    private const int ShardCount = 256;

    private readonly Shard[] _shards = [.. Enumerable.Range(0, ShardCount).Select(_ => new Shard())];

    public bool TryGet(Pair pair, out LiveInvitation invitation)
    {
        var shard = ShardOf(pair);
        lock (shard.Gate) return shard.Stored.TryGetValue(pair, out invitation);
    }

    /// <summary>Reserves the pair while its invitation is being stored; false when it already has one.</summary>
    public bool TryReserve(Pair pair)
    {
        var shard = ShardOf(pair);
        lock (shard.Gate) return !shard.Stored.ContainsKey(pair) && shard.Arriving.Add(pair);
    }

    public void Commit(Pair pair, LiveInvitation invitation)
    {
        var shard = ShardOf(pair);
        lock (shard.Gate)
        {
            shard.Arriving.Remove(pair);
            shard.Stored[pair] = invitation;
        }
    }

    public void Release(Pair pair)
    {
        var shard = ShardOf(pair);
        lock (shard.Gate) shard.Arriving.Remove(pair);
    }

    private Shard ShardOf(Pair pair) => _shards[(uint)pair.GetHashCode() % ShardCount];

    private sealed class Shard
    {
        public Lock Gate { get; } = new();

        public Dictionary<Pair, LiveInvitation> Stored { get; } = [];

        public HashSet<Pair> Arriving { get; } = [];
    }
}
