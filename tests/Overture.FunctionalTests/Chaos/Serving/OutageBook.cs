using System.Collections.Concurrent;
using Overture.FunctionalTests.Chaos.Parts;

namespace Overture.FunctionalTests.Chaos.Serving;

/// <summary>All outages of a run, by the run's own clock.</summary>
internal sealed class OutageBook(Timeline timeline)
{
    private readonly ConcurrentQueue<Outage> _outages = [];

    public List<Outage> All() => [.. _outages];

    /// <summary>Lasts until it is disposed.</summary>
    public IDisposable Begin(string kind) => new Running(this, kind, timeline.Elapsed);

    private void Add(string kind, TimeSpan from) => _outages.Enqueue(new Outage(kind, from, timeline.Elapsed));

    private sealed class Running(OutageBook book, string kind, TimeSpan from) : IDisposable
    {
        public void Dispose() => book.Add(kind, from);
    }
}
