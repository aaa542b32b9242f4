using System.Collections.Concurrent;
using System.Globalization;

namespace Overture.FunctionalTests.Chaos.Parts;

/// <summary>What was done to the run and when; the first thing to read when a promise broke.</summary>
internal sealed class Timeline
{
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly long _start = TimeProvider.System.GetTimestamp();

    public TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(_start);

    public void Add(string text) => _lines.Enqueue(string.Create(
        CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {text}"));

    public List<string> Lines() => [.. _lines];
}
