using Overture.Server.Http;

namespace Overture.Server.Accounts.Runtime;

/// <summary>What a step insists on, with the refusal for the caller when it is not so.</summary>
/// <param name="name">Its name, for people.</param>
/// <param name="refuse">The refusal, by the time.</param>
internal sealed class Guard(string name, Func<DateTimeOffset, Refusal> refuse)
{
    /// <summary>
    /// The grain still holds the newest epoch. Another node has taken the account over if it does not.
    /// </summary>
    public static readonly Guard Fence = new("fence", Http.Refusal.Busy);

    /// <summary>The idempotency key was not used yet.</summary>
    public static readonly Guard Key = new("key", Http.Refusal.InProgress);

    public Refusal Refusal(DateTimeOffset now) => refuse(now);

    public override string ToString() => name;
}
