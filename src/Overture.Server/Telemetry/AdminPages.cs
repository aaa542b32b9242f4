using Orleans.Dashboard;

namespace Overture.Server.Telemetry;

/// <summary>
/// What the admin listener serves. It has routes of its own, so that nothing of them can be reached over the public listener and
/// nothing public over this one; the port a request came in by tells the two apart, and no caller can choose that with a header.
/// </summary>
internal static class AdminPages
{
    private const string Dashboard = "/dashboard";

    private const string Index = $"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Overture</title></head>
        <body><h1>Overture</h1><ul>
        <li><a href="{Dashboard}/">Dashboard</a>: the silos and their grains</li>
        <li><a href="/metrics">Metrics</a>, for Prometheus</li>
        <li><a href="/healthz">Health</a>: the process answers</li>
        <li><a href="/readyz">Readiness</a>: it can do its work</li>
        </ul></body></html>
        """;

    /// <summary>Must come before everything else that answers.</summary>
    public static void UseAdminPages(this WebApplication app, AdminOptions admin, Action<IEndpointRouteBuilder> mapHealth)
    {
        if (admin.Url is not { } url) return;
        var pages = new ApplicationBuilder(app.Services);
        pages.UseRouting();
        pages.UseEndpoints(routes =>
        {
            mapHealth(routes);
            routes.MapGet("/", () => Results.Content(Index, "text/html; charset=utf-8")).ExcludeFromDescription();
            routes.MapPrometheusScrapingEndpoint("/metrics");
            routes.MapOrleansDashboard(Dashboard).ExcludeFromDescription().AddEndpointFilter(KeepFromActing);
        });
        var answer = pages.Build();
        ((IApplicationBuilder)app).Use(next => http => http.Connection.LocalPort == url.Port ? answer(http) : next(http));
    }

    /// <summary>Asked for a grain's state, the dashboard wakes the grain and calls it. A page to look at must not act.</summary>
    private static ValueTask<object?> KeepFromActing(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Request.Path.StartsWithSegments($"{Dashboard}/GrainState", StringComparison.OrdinalIgnoreCase)
            ? ValueTask.FromResult<object?>(Results.NotFound())
            : next(context);
}
