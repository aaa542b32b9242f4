using Overture.Connectors.WebSession.Replies;

namespace Overture.Connectors.WebSession;

/// <summary>
/// Decides what an unexpected answer means. Pure: the same answer always means the same. The important rule: after a
/// send, only a definite refusal means that nothing was sent.
/// </summary>
internal static class FailureClassifier
{
    private const string RedirectCode = "REDIRECT";

    /// <summary>The answer's failure, or null for a 2xx with a body to read.</summary>
    public static Failure? Classify(Reply reply, FailureStage stage, DateTimeOffset now)
    {
        var code = reply.Document?.Code;
        var failure = ByStatus(reply, stage, code);
        return failure is null ? null : Complete(failure, reply, code, now);
    }

    /// <summary>A 2xx without the expected content.</summary>
    public static Failure AnsweredBadly(Reply reply, FailureStage stage) =>
        new(stage, FailureClass.AnsweredBadly)
        {
            Status = reply.Status,
            Code = reply.Document?.Code,
            Sample = reply.Sample,
        };

    private static Failure? ByStatus(Reply reply, FailureStage stage, string? code) => reply.Status switch
    {
        >= 200 and < 300 => reply.IsHtml ? Lost(stage, SecurityPages.OfPage(reply.Text)) : null,
        >= 300 and < 400 => OfRedirect(reply, stage),
        401 => Lost(stage, SessionLoss.Expired),
        451 or 999 => Lost(stage, SessionLoss.Restricted),
        408 or (>= 500 and < 600) => NoDefiniteAnswer(stage),
        >= 400 and < 500 => RefusalCodes.TryFind(code, out var refusal)
            ? Refused(stage, refusal)
            : OfClientError(reply, stage, code),
        _ => new Failure(stage, FailureClass.AnsweredBadly),
    };

    private static Failure OfClientError(Reply reply, FailureStage stage, string? code) => reply.Status switch
    {
        429 when code is not null && stage == FailureStage.Send => Refused(stage, PlatformRefusal.Unknown),
        429 => new Failure(stage, FailureClass.Throttled),
        403 when SecurityPages.MentionsChallenge(reply.Text) => Lost(stage, SessionLoss.ChallengeRequired),
        403 when stage == FailureStage.OwnProfile => Lost(stage, SessionLoss.Expired),
        _ when stage == FailureStage.Send => Refused(stage, PlatformRefusal.Unknown),
        403 or 404 when stage != FailureStage.OwnProfile => Refused(stage, PlatformRefusal.PersonNotFound),
        _ => new Failure(stage, FailureClass.AnsweredBadly),
    };

    private static Failure OfRedirect(Reply reply, FailureStage stage)
    {
        if (reply.Location is not { } target)
        {
            return reply.DropsSession ? Lost(stage, SessionLoss.Expired) : UnknownRedirect(stage);
        }

        if (SecurityPages.AtPath(target.AbsolutePath) is { } loss) return Lost(stage, loss);
        // The platform often redirects an expired session to the same address and deletes its cookie.
        return target == reply.RequestUri || reply.DropsSession
            ? Lost(stage, SessionLoss.Expired)
            : UnknownRedirect(stage);
    }

    private static Failure NoDefiniteAnswer(FailureStage stage) =>
        new(stage, stage == FailureStage.Send ? FailureClass.PerhapsSent : FailureClass.NotSent);

    private static Failure UnknownRedirect(FailureStage stage) =>
        new(stage, FailureClass.AnsweredBadly) { Code = RedirectCode };

    private static Failure Lost(FailureStage stage, SessionLoss loss) =>
        new(stage, FailureClass.SessionLost) { Loss = loss };

    private static Failure Refused(FailureStage stage, PlatformRefusal refusal) =>
        new(stage, FailureClass.Refused) { Refusal = refusal };

    private static Failure Complete(Failure failure, Reply reply, string? code, DateTimeOffset now) => failure with
    {
        Status = reply.Status,
        Code = failure.Code ?? code,
        Sample = reply.Sample,
        RetryAt = reply.Status is 429 or 503 ? reply.RetryAt(now) : null,
    };
}
