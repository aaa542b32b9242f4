using Overture.Sandbox.Control;
using Overture.Sandbox.Voyager;

namespace Overture.Sandbox;

/// <summary>
/// Serves the loaded paths itself, by path alone, and leaves the rest to the control surface's endpoints. It stands
/// before routing, because this server carries load benches.
/// </summary>
internal sealed partial class SandboxRouter(VoyagerApi voyager, ILogger<SandboxRouter> logger)
{
    private const string Failed = "The sandbox failed to serve this request; its log says why.";

    private static readonly string[] LoginPages = ["/uas/login", "/login", "/checkpoint"];

    public async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await RouteAsync(context, next);
        }
        catch (OperationCanceledException)
        {
            LogGone(logger);
            context.Abort();
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await ControlAnswer.Error(exception.StatusCode, exception.Message).ExecuteAsync(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            LogFailed(logger, exception);
            await ControlAnswer.Error(StatusCodes.Status500InternalServerError, Failed).ExecuteAsync(context);
        }
    }

    private Task RouteAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path;
        if (path.StartsWithSegments(VoyagerApi.Root, StringComparison.Ordinal)) return voyager.HandleAsync(context);
        if (!Array.Exists(LoginPages, page => path.StartsWithSegments(page, StringComparison.Ordinal)))
        {
            return next(context);
        }

        LoginHtml.WriteTo(context.Response);
        return Task.CompletedTask;
    }
}
