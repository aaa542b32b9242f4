using System.Globalization;
using Overture.Connectors;
using Overture.Server.Http;
using Overture.Server.Limits;

namespace Overture.Server.Accounts.Upstream;

/// <summary>What a failure of the platform means for the account beyond the request that met it. Pure.</summary>
internal static class UpstreamSignal
{
    /// <returns>Null when the platform did not answer, so that nothing is known.</returns>
    public static AccountSignal? Of(Failure failure, Refusal refusal, DateTimeOffset now) => failure switch
    {
        { Class: FailureClass.NotSent or FailureClass.PerhapsSent } => null,
        { Class: FailureClass.AnsweredBadly } or { Refusal: PlatformRefusal.Unknown } =>
            new AccountSignal(null, new UnknownAnswer(KindOf(failure), failure.Sample)),
        { Class: FailureClass.Throttled } => Closing(CooldownKind.Account, refusal, now),
        { Refusal: PlatformRefusal.NoteQuotaReached } => Closing(CooldownKind.Notes, refusal, now),
        { Refusal: PlatformRefusal.InvitationLimitReached } => Closing(CooldownKind.Invitations, refusal, now),
        _ => AccountSignal.None,
    };

    private static AccountSignal Closing(CooldownKind kind, Refusal refusal, DateTimeOffset now) =>
        new(new Cooldown(kind, refusal.Reason, now, refusal.RetryAt ?? now), null);

    private static string KindOf(Failure failure) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{failure.Stage} {(failure.Status is { } status ? status : "-")} {failure.Code ?? "-"}");
}
