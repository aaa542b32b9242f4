using Microsoft.Extensions.Options;
using Overture.Server.Credits;

namespace Overture.Server.Invitations.Sending;

/// <summary>What the settings say about a send, and the time.</summary>
internal sealed class InviteTerms(
    IOptions<InvitationOptions> invitations, IOptions<CreditsOptions> credits, TimeProvider time)
{
    public InvitationOptions Invitations => invitations.Value;

    /// <summary>Credits for an invitation.</summary>
    public int Price => credits.Value.InvitePrice;

    public DateTimeOffset Now => time.GetUtcNow();
}
