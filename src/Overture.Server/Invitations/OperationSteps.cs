using Overture.Client.Contract;
using Overture.Server.Http;
using Overture.Server.Storage;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Invitations;

/// <summary>
/// What an invitation does to the operation of the queue that it came from, for the same step: neither can be durable without the other.
/// </summary>
internal static class OperationSteps
{
    /// <summary>A person whose answer nobody understands must not hold up the queue for ever.</summary>
    private const int MostUnknownAnswers = 3;

    private const string BeginSql = """
        UPDATE operations SET state = 'running', invitation_id = @p1, attempts = attempts + 1, updated_at = @p2
        WHERE id = @p0 AND state = 'queued'
        """;

    private const string EndSql = """
        UPDATE operations SET state = @p1, reason = @p2, note_dropped = @p3, updated_at = @p4
        WHERE id = @p0 AND state IN ('queued', 'running')
        """;

    private const string ReturnSql = """
        UPDATE operations SET state = 'queued', reason = @p1, not_before = @p2, updated_at = @p3, attempts = attempts + @p4
        WHERE id = @p0 AND state IN ('queued', 'running')
        """;

    // Two tries in its place, for an outage that passes. From then on it is passed by those behind it for longer and longer: with some people
    // it fails every time, and they must not hold up all the others. Minutes: 15, 60, 240, and then a day.
    private const string ReturnLaterSql = """
        UPDATE operations SET state = 'queued', reason = @p1, updated_at = @p3, attempts = attempts + @p4, not_before = @p2
            + CASE attempts + @p4 WHEN 0 THEN 0 WHEN 1 THEN 0 WHEN 2 THEN 900000 WHEN 3 THEN 3600000 WHEN 4 THEN 14400000 ELSE 86400000 END
        WHERE id = @p0 AND state IN ('queued', 'running')
        """;

    private const string LookBySql = "UPDATE accounts SET queue_at = @p1 WHERE id = @p0 AND (queue_at IS NULL OR queue_at > @p1)";

    /// <summary>Its invitation is on its way. Refused by <see cref="Guard.Operation"/> when it was taken back meanwhile.</summary>
    public static Statement Begin(string operationId, string invitationId, DateTimeOffset now) =>
        new(BeginSql, Guard.Operation, operationId, invitationId, now.ToUnixTimeMilliseconds());

    public static Statement Sent(string operationId, bool noteDropped, DateTimeOffset now) =>
        End(operationId, OperationState.Sent, null, noteDropped, now);

    public static Statement AlreadyConnected(string operationId, DateTimeOffset now) =>
        End(operationId, OperationState.AlreadyConnected, null, false, now);

    /// <summary>Ends it when waiting does not change the refusal, else puts it back and sees to it that the queue is looked at.</summary>
    /// <param name="accountId">Whose queue it is.</param>
    /// <param name="operationId">The operation.</param>
    /// <param name="refusal">Why nothing was sent.</param>
    /// <param name="attempts">Tries so far, this one included.</param>
    /// <param name="wasBegun">Whether this try was counted with its intent.</param>
    /// <param name="now">The time.</param>
    public static IEnumerable<Statement> Refused(
        string accountId, string operationId, Refusal refusal, int attempts, bool wasBegun, DateTimeOffset now)
    {
        if (IsFinal(refusal, attempts)) return [End(operationId, OperationState.Refused, refusal.Reason, false, now)];
        var notBefore = NotBefore(refusal, now).ToUnixTimeMilliseconds();
        return
        [
            new(
                IsOfThePlatform(refusal) ? ReturnLaterSql : ReturnSql, Guard.None, operationId, Words.Of(refusal.Reason), notBefore,
                now.ToUnixTimeMilliseconds(), wasBegun || !IsTry(refusal) ? 0 : 1),
            new(LookBySql, Guard.None, accountId, notBefore),
        ];
    }

    /// <summary>
    /// Final is what is about this person or this note and names no time. What is about the account, the key, the platform or the gateway
    /// passes, and a lead must not be lost over it.
    /// </summary>
    public static bool IsFinal(Refusal refusal, int attempts) => refusal.RetryAt is null && Reasons.Of(refusal.Reason) switch
    {
        { Scope: Scope.Person or Scope.Note or null } => true,
        // An open breaker refuses without asking about the person, so it says nothing about them.
        { Scope: Scope.Platform } =>
            refusal.Reason == Reason.UpstreamChanged && !LimitGates.IsOfBreaker(refusal) && attempts >= MostUnknownAnswers,
        _ => false,
    };

    // What the account, the key or the gateway stands in the way of has not been tried with the person.
    private static bool IsTry(Refusal refusal) => Reasons.Of(refusal.Reason).Scope is not (Scope.Account or Scope.Key or Scope.Gateway);

    // A pause that it asks for is the account's, and known as one.
    private static bool IsOfThePlatform(Refusal refusal) =>
        Reasons.Of(refusal.Reason).Scope == Scope.Platform && refusal.Reason != Reason.PlatformThrottled && !LimitGates.IsOfBreaker(refusal);

    // What is about the account holds up the whole queue, which knows by itself when to go on; the others may pass.
    private static DateTimeOffset NotBefore(Refusal refusal, DateTimeOffset now) =>
        Reasons.Of(refusal.Reason).Scope is Scope.Person or Scope.Note ? refusal.RetryAt ?? now : now;

    private static Statement End(
        string operationId, OperationState state, Reason? reason, bool noteDropped, DateTimeOffset now) => new(
        EndSql, Guard.None, operationId, Words.Of(state), reason is { } why ? Words.Of(why) : null, noteDropped,
        now.ToUnixTimeMilliseconds());
}
