using Overture.Sandbox.Faults;
using Overture.Sandbox.Network;

namespace Overture.Sandbox.Control;

/// <summary>Everything under /sandbox: what tests and people use to look into the network and to disturb it.</summary>
internal sealed class ControlSurface(SandboxNetwork network, FaultTable faults, SandboxCounters counters)
{
    private readonly ClockEndpoint _clock = new(network.Clock);
    private readonly FaultEndpoint _faults = new(faults);
    private readonly SessionEndpoint _sessions = new(network.Sessions);
    private readonly InvitationEndpoint _invitations = new(network);
    private readonly HomePage _home = new(network);

    public Task HandleAsync(HttpContext context)
    {
        var path = (context.Request.Path.Value ?? "").TrimEnd('/');
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments is ["sandbox", "faults", .. var fault])
            return _faults.HandleAsync(context, fault);
        switch (context.Request.Method, segments)
        {
            case ("POST", ["sandbox", "clock"]):
                return _clock.AdvanceAsync(context);
            case ("POST", ["sandbox", "sessions", var token, var verb]):
                _sessions.Change(context, token, verb);
                return Task.CompletedTask;
            case ("GET" or "HEAD", _):
                return Get(context, segments);
            default:
                ControlAnswer.NotFound(context, $"There is no {context.Request.Method} {path}.");
                return Task.CompletedTask;
        }
    }

    private Task Get(HttpContext context, string[] segments)
    {
        switch (segments)
        {
            case ["sandbox"]:
                _home.Answer(context);
                break;
            case ["sandbox", "people"]:
                PeopleEndpoint.List(context);
                break;
            case ["sandbox", "invitations"]:
                _invitations.List(context);
                break;
            case ["sandbox", "clock"]:
                _clock.Show(context);
                break;
            case ["sandbox", "stats"]:
                StatsEndpoint.Show(context, counters);
                break;
            case []:
                context.Response.Redirect("/sandbox");
                break;
            default:
                ControlAnswer.NotFound(context, $"There is no GET {context.Request.Path.Value}.");
                break;
        }

        return Task.CompletedTask;
    }
}
