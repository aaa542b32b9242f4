namespace Overture.Server.Limits;

/// <summary>
/// Counts requests in a row that met an answer of one unknown kind. Enough of them stop the account's invitations until
/// an operator has looked: going on would mean to act on answers that the gateway does not understand. Pure.
/// </summary>
/// <param name="Kind">Which call, which status, which code.</param>
/// <param name="Answers">How many in a row.</param>
/// <param name="Sample">The shape that was seen, without any value of it.</param>
/// <param name="OpenedAt">When it stopped the account; null while it counts.</param>
internal sealed record Breaker(string Kind, int Answers, string? Sample, DateTimeOffset? OpenedAt)
{
    /// <summary>What the breaker comes to after a request. Once open, only an operator closes it.</summary>
    /// <param name="breaker">The breaker before; null when the last request met nothing unknown.</param>
    /// <param name="unknown">What the request met; null when every answer was understood.</param>
    /// <param name="opensAt">How many in a row open it.</param>
    /// <param name="now">The time.</param>
    public static Breaker? After(Breaker? breaker, UnknownAnswer? unknown, int opensAt, DateTimeOffset now)
    {
        if (breaker is { OpenedAt: not null }) return breaker;
        if (unknown is null) return null;
        var answers = breaker?.Kind == unknown.Kind ? breaker.Answers + 1 : 1;
        return new Breaker(unknown.Kind, answers, unknown.Sample, answers >= opensAt ? now : null);
    }
}

/// <summary>An answer in a shape that this gateway does not know.</summary>
/// <param name="Kind">Which call, which status, which code.</param>
/// <param name="Sample">Its shape, without any value of it.</param>
internal sealed record UnknownAnswer(string Kind, string? Sample);
