using Microsoft.Extensions.Options;
using Overture.Connectors.WebSession;
using Overture.Server.Invitations;

namespace Overture.Server.Hosting.SettingsRules;

/// <summary>A missing invitation proves that nothing was sent only after the send can no longer be under way.</summary>
internal sealed class InvitationTimesRule(IOptions<WebSessionOptions> webSession) : SettingsRule<InvitationOptions>
{
    /// <summary>
    /// A send may begin as late as half of it; with less, a busy disk would keep every send from leaving.
    /// </summary>
    private static readonly TimeSpan MinRoom = TimeSpan.FromSeconds(2);

    protected override IEnumerable<string> FaultsOf(InvitationOptions options)
    {
        var sendTimeout = webSession.Value.SendTimeout;
        if (options.AbsenceCountsAfter - sendTimeout >= MinRoom) yield break;
        yield return $"{InvitationOptions.Section}:{nameof(options.AbsenceCountsAfter)} must be at least "
            + $"{MinRoom.TotalSeconds} s longer than "
            + $"{WebSessionOptions.Section}:{nameof(WebSessionOptions.SendTimeout)} ({sendTimeout}).";
    }
}
