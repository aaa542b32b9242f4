namespace Overture.Sandbox.Control;

/// <summary>
/// Everything under /sandbox: tests and people inspect the network here, move its clock and disturb it.
/// </summary>
internal static class ControlSurface
{
    private static readonly string[] Reads = [HttpMethods.Get, HttpMethods.Head];

    public static void MapControlSurface(this IEndpointRouteBuilder app)
    {
        app.MapRead("/", () => Results.Redirect("/sandbox"));
        app.MapRead("/sandbox", HomePage.Show);
        app.MapRead("/sandbox/people", PeopleEndpoint.List);
        app.MapRead("/sandbox/invitations", InvitationEndpoint.List);
        app.MapRead("/sandbox/stats", StatsEndpoint.Show);
        app.MapRead("/sandbox/clock", ClockEndpoint.Show);
        app.MapPost("/sandbox/clock", ClockEndpoint.Advance);
        app.MapRead("/sandbox/faults", FaultEndpoint.List);
        app.MapPost("/sandbox/faults", FaultEndpoint.Add);
        app.MapDelete("/sandbox/faults", FaultEndpoint.Clear);
        app.MapDelete("/sandbox/faults/{id:int}", FaultEndpoint.Remove);
        app.MapPost("/sandbox/sessions/{token}/end", SessionEndpoint.End);
        app.MapPost("/sandbox/sessions/{token}/restore", SessionEndpoint.Restore);
        app.MapFallback("{*path}", NoSuchRoute);
    }

    private static void MapRead(this IEndpointRouteBuilder app, string path, Delegate handler) =>
        app.MapMethods(path, Reads, handler);

    // Any method: a known path with an unknown method lands here too.
    private static ControlAnswer NoSuchRoute(HttpRequest request) =>
        ControlAnswer.NotFound($"There is no {request.Method} {request.Path.Value}.");
}
