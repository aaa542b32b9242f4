using Overture.Sandbox.Network;

namespace Overture.Sandbox.Control;

/// <summary>
/// GET /sandbox/invitations: every invitation that the network ever accepted, in order of arrival. No row ever leaves
/// it.
/// </summary>
internal static class InvitationEndpoint
{
    public static ControlAnswer List(PageRequest page, string? seeded, SandboxNetwork network)
    {
        var now = network.Clock.Now;
        var rows = network.Log.Page(page.After, page.Count, withSeeded: seeded == "true");
        return ControlAnswer.Ok(new PageAnswer<InvitationAnswer>(
            [.. rows.Select(row => InvitationAnswer.Of(row, now))],
            rows.Count == page.Count ? rows[^1].Id : null));
    }
}
