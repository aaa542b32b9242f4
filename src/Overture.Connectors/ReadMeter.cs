namespace Overture.Connectors;

/// <summary>
/// Counts the requests that calls made to read from the platform, retries included. Safe for concurrent use.
/// </summary>
public sealed class ReadMeter
{
    private int _reads;

    /// <summary>The requests so far.</summary>
    public int Reads => Volatile.Read(ref _reads);

    /// <summary>Counts one request; connectors call it right before the request leaves.</summary>
    public void Add() => Interlocked.Increment(ref _reads);
}
