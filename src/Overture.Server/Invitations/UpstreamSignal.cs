using Overture.Connectors;
using Overture.Server.Http;
using Overture.Server.Limits;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Invitations;

/// <summary>Says what a failure of the upstream means for the account beyond the wish that met it. Pure.</summary>
internal static class UpstreamSignal
{
    /// <returns>Null when the platform did not answer, so that nothing is known.</returns>
    public static Signal? Of(Failure failure, Refusal refusal, DateTimeOffset now) => failure switch
    {
        { Class: FailureClass.NotSent or FailureClass.PerhapsSent } => null,
        { Class: FailureClass.AnsweredBadly } or { Refusal: PlatformRefusal.Unknown } => new Signal(null, new UnknownAnswer(KindOf(failure), failure.Sample)),
        { Class: FailureClass.Throttled } => Closing(CooldownKind.Account, refusal, now),
        { Refusal: PlatformRefusal.NoteQuotaReached } => Closing(CooldownKind.Notes, refusal, now),
        { Refusal: PlatformRefusal.InvitationLimitReached } => Closing(CooldownKind.Invitations, refusal, now),
        _ => Signal.None,
    };

    private static Signal Closing(CooldownKind kind, Refusal refusal, DateTimeOffset now) =>
        new(new Cooldown(kind, refusal.Reason, now, refusal.RetryAt ?? now), null);

    private static string KindOf(Failure failure) =>
        FormattableString.Invariant($"{failure.Stage} {failure.Status?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-"} {failure.Code ?? "-"}");
}
