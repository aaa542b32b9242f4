using System.Collections.Concurrent;
using Overture.FunctionalTests.Chaos.Parts;
using Overture.FunctionalTests.Chaos.Verdict;

namespace Overture.FunctionalTests.Chaos.Nodes;

/// <summary>
/// What nodes did that nobody had asked them to: ended by themselves, did not start, did not stop as told.
/// </summary>
internal sealed class Deaths(Timeline timeline)
{
    private readonly ConcurrentQueue<Violation> _broken = [];
    private int _evictions;

    /// <summary>Nodes that ended because the others had declared them dead, which they must.</summary>
    public int Evictions => _evictions;

    public IReadOnlyList<Violation> Broken => [.. _broken];

    public void Add(string rule, string text)
    {
        timeline.Add($"not foreseen: {text.Split('\n')[0]}");
        _broken.Enqueue(new Violation(ViolationKind.Died, rule, text));
    }

    public void AddEviction(string node)
    {
        timeline.Add($"{node} ended, since the others had declared it dead");
        Interlocked.Increment(ref _evictions);
    }
}
