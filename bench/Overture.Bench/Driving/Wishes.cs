namespace Overture.Bench.Driving;

/// <summary>
/// Hands out account and person of each call: accounts in turn, people never twice. Numbers of people keep eight digits,
/// so that all requests have the same length.
/// </summary>
internal sealed class Wishes(int accounts, int stride = 1)
{
    public const int FirstPerson = 10_000_000;
    private const int LastPerson = 99_999_999;

    private int _next = -1;

    public (int Account, int Person) Take()
    {
        var index = Interlocked.Increment(ref _next);
        if (index > LastPerson - FirstPerson) throw new InvalidOperationException("The sandbox has no more fresh people.");
        return ((index % accounts * stride) + 1, FirstPerson + index);
    }
}
