using Overture.Sandbox.Control;
using Overture.Sandbox.Voyager;

namespace Overture.Sandbox;

/// <summary>The first fork of every request, by path and without middleware: this server carries load benches.</summary>
internal sealed partial class SandboxRouter(VoyagerApi voyager, ControlSurface control, ILogger<SandboxRouter> logger)
{
    private static readonly string[] LoginPages = ["/uas/login", "/login", "/checkpoint"];

    private const string Failed = "The sandbox could not serve this request; its log says why.";

    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            var path = context.Request.Path;
            if (path.StartsWithSegments(VoyagerApi.Root, StringComparison.Ordinal))
                await voyager.HandleAsync(context);
            else if (Array.Exists(LoginPages, page => path.StartsWithSegments(page, StringComparison.Ordinal)))
                LoginHtml.WriteTo(context.Response);
            else
                await control.HandleAsync(context);
        }
        catch (OperationCanceledException)
        {
            LogGone(logger);
            context.Abort();
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            LogFailed(logger, exception);
            ControlAnswer.Error(context, StatusCodes.Status500InternalServerError, Failed);
        }
    }
}
