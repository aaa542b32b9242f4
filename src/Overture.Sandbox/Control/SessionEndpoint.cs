using Overture.Sandbox.Network;

namespace Overture.Sandbox.Control;

/// <summary>POST /sandbox/sessions/{token}/end and …/restore.</summary>
internal static class SessionEndpoint
{
    private const string NoSuchSession = "There is no such session; tokens are sandbox-1 to sandbox-1000000.";

    public static ControlAnswer End(string token, SandboxNetwork network)
    {
        if (!MemberSessions.TryParse(token, out var member)) return ControlAnswer.NotFound(NoSuchSession);
        network.Sessions.End(member);
        return ControlAnswer.Ok(new { Token = token, State = "ended" });
    }

    public static ControlAnswer Restore(string token, SandboxNetwork network)
    {
        if (!MemberSessions.TryParse(token, out var member)) return ControlAnswer.NotFound(NoSuchSession);
        network.Sessions.Restore(member);
        return ControlAnswer.Ok(new { Token = token, State = "live" });
    }
}
