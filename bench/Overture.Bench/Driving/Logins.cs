namespace Overture.Bench.Driving;

/// <summary>The logins of a run, shared by its connections.</summary>
internal sealed class Logins(int count)
{
    private int _last;

    /// <summary>The accounts' ids; number n at n − 1.</summary>
    public string[] Ids { get; } = new string[count];

    public int Next() => Interlocked.Increment(ref _last);
}
