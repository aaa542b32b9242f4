namespace Overture.Bench.Driving;

/// <summary>
/// Hands out the account and the person of each call: accounts in turn, people never twice in a run. Numbers of people
/// keep eight digits, so that all requests to a server have the same length.
/// </summary>
internal sealed class InvitePairs(int accounts, int first = 1, int stride = 1)
{
    private const int FirstPerson = 10_000_000;
    private const int LastPerson = 99_999_999;

    private static int _people = FirstPerson - 1;

    private int _next = -1;

    public (int Account, int Person) Next()
    {
        var person = Interlocked.Increment(ref _people);
        if (person > LastPerson) throw new InvalidOperationException("The sandbox has no more fresh people.");
        return (first + (Interlocked.Increment(ref _next) % accounts * stride), person);
    }
}
