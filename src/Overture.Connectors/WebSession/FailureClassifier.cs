using Overture.Connectors.WebSession.Replies;

namespace Overture.Connectors.WebSession;

/// <summary>
/// Decides what an answer that is not the one hoped for means. Pure: the same answer always has the same meaning. The one
/// difference that matters runs through it: after a send only a definite refusal may say that nothing was sent.
/// </summary>
internal static class FailureClassifier
{
    private const string RedirectCode = "REDIRECT";

    /// <summary>The failure an answer stands for, or null when it is a 2xx whose body is to be read.</summary>
    public static Failure? Classify(Reply reply, FailureStage stage, DateTimeOffset now)
    {
        var code = reply.Document?.Code;
        var failure = ByStatus(reply, stage, code);
        return failure is null ? null : Complete(failure, reply, code, now);
    }

    /// <summary>A 2xx that does not hold what it should.</summary>
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
        408 or (>= 500 and < 600) => new Failure(stage, stage == FailureStage.Send ? FailureClass.PerhapsSent : FailureClass.NotSent),
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
            return reply.DropsSession ? Lost(stage, SessionLoss.Expired) : Elsewhere(stage);
        if (SecurityPages.AtPath(target.AbsolutePath) is { } loss)
            return Lost(stage, loss);
        // An expired session is often sent round in a circle, its cookie taken back on the way.
        return target == reply.RequestUri || reply.DropsSession ? Lost(stage, SessionLoss.Expired) : Elsewhere(stage);
    }

    private static Failure Elsewhere(FailureStage stage) => new(stage, FailureClass.AnsweredBadly) { Code = RedirectCode };

    private static Failure Lost(FailureStage stage, SessionLoss loss) => new(stage, FailureClass.SessionLost) { Loss = loss };

    private static Failure Refused(FailureStage stage, PlatformRefusal refusal) => new(stage, FailureClass.Refused) { Refusal = refusal };

    private static Failure Complete(Failure failure, Reply reply, string? code, DateTimeOffset now) => failure with
    {
        Status = reply.Status,
        Code = failure.Code ?? code,
        Sample = reply.Sample,
        RetryAt = reply.Status is 429 or 503 ? reply.RetryAt(now) : null,
    };
}
