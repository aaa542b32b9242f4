using Orleans.Dashboard;

namespace Overture.Server.Telemetry;

/// <summary>
/// What the admin listener serves. Its routes are separate: the public listener serves none of them, and the admin
/// listener none of the public ones. The port of the connection decides, which no caller can forge with a header.
/// </summary>
internal static class AdminPages
{
    private const string Dashboard = "/dashboard";

    private const string Index = $"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Overture</title></head>
        <body><h1>Overture</h1><ul>
        <li><a href="{Dashboard}/">Dashboard</a>: silos and grains</li>
        <li><a href="/metrics">Metrics</a>, for Prometheus</li>
        <li><a href="/healthz">Health</a>: the process answers</li>
        <li><a href="/readyz">Readiness</a>: the server can serve requests</li>
        </ul></body></html>
        """;

    /// <summary>Must come before all other middleware that answers.</summary>
    public static void UseAdminPages(
        this WebApplication app, AdminOptions admin, Action<IEndpointRouteBuilder> mapHealth)
    {
        if (admin.Url is not { } url) return;
        var pages = new ApplicationBuilder(app.Services);
        pages.UseRouting();
        pages.UseEndpoints(routes =>
        {
            mapHealth(routes);
            routes.MapGet("/", () => Results.Content(Index, "text/html; charset=utf-8")).ExcludeFromDescription();
            routes.MapPrometheusScrapingEndpoint("/metrics");
            routes.MapOrleansDashboard(Dashboard).ExcludeFromDescription().AddEndpointFilter(HideGrainState);
        });
        var answer = pages.Build();
        ((IApplicationBuilder)app).Use(
            next => http => http.Connection.LocalPort == url.Port ? answer(http) : next(http));
    }

    /// <summary>
    /// To show a grain's state, the dashboard activates and calls the grain. The page must be read-only.
    /// </summary>
    private static ValueTask<object?> HideGrainState(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Request.Path.StartsWithSegments(
            $"{Dashboard}/GrainState", StringComparison.OrdinalIgnoreCase)
            ? ValueTask.FromResult<object?>(Results.NotFound())
            : next(context);
}
