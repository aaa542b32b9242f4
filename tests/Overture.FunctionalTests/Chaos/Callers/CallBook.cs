using System.Collections.Concurrent;

namespace Overture.FunctionalTests.Chaos.Callers;

/// <summary>All requests of a run, as their callers saw them.</summary>
internal sealed class CallBook
{
    private readonly ConcurrentQueue<Call> _calls = [];

    public void Add(Call call) => _calls.Enqueue(call);

    public List<Call> All() => [.. _calls];
}
