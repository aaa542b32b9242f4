using Overture.Sandbox.Network;

namespace Overture.Sandbox.Control;

/// <summary>POST /sandbox/sessions/{token}/end and …/restore.</summary>
internal sealed class SessionEndpoint(MemberSessions sessions)
{
    public void Change(HttpContext context, string token, string verb)
    {
        if (!MemberSessions.TryParse(token, out var member))
        {
            ControlAnswer.NotFound(context, "There is no such session; tokens are sandbox-1 to sandbox-1000000.");
            return;
        }

        switch (verb)
        {
            case "end":
                sessions.End(member);
                break;
            case "restore":
                sessions.Restore(member);
                break;
            default:
                ControlAnswer.NotFound(context, "A session can only be told to end or restore.");
                return;
        }

        ControlAnswer.Ok(context, writer =>
        {
            writer.WriteString("token"u8, token);
            writer.WriteString("state"u8, verb == "end" ? "ended"u8 : "live"u8);
        });
    }
}
