using System.Net;
using Overture.Sandbox.Control;

namespace Overture.Sandbox;

/// <summary>
/// Keeps web pages of others out: the sandbox has no login, and a page that a developer visits reaches loopback too. On
/// loopback it accepts names of this machine alone (a page can point its own name at 127.0.0.1). Its control surface
/// takes JSON alone, which a page cannot send to another origin unasked, and nothing from a foreign origin.
/// </summary>
internal sealed class BrowserCheck(SandboxOptions options)
{
    private const string Surface = "/sandbox";

    private readonly bool _isOnLoopback =
        Uri.TryCreate(options.Url, UriKind.Absolute, out var url) && IsLoopback(url.Host.Trim('[', ']'));

    private readonly HashSet<string> _allowed = new(options.AllowedHosts, StringComparer.OrdinalIgnoreCase);

    public Task HandleAsync(HttpContext context, RequestDelegate next) =>
        RefusalFor(context.Request) is { } refusal ? refusal.ExecuteAsync(context) : next(context);

    private ControlAnswer? RefusalFor(HttpRequest request)
    {
        if (_isOnLoopback && !IsAllowed(request.Host))
        {
            return ControlAnswer.Error(
                StatusCodes.Status421MisdirectedRequest,
                "The sandbox listens on loopback and accepts only names of this machine in the Host header.");
        }

        var changes = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);
        if (!changes || !request.Path.StartsWithSegments(Surface, StringComparison.OrdinalIgnoreCase)) return null;
        if (request.Headers.Origin is { Count: > 0 } origin && origin != $"{request.Scheme}://{request.Host}")
        {
            return ControlAnswer.Error(
                StatusCodes.Status403Forbidden, "A page of another origin cannot change the sandbox.");
        }

        return HttpMethods.IsPost(request.Method) && !request.HasJsonContentType()
            ? ControlAnswer.Error(
                StatusCodes.Status415UnsupportedMediaType,
                "A POST needs the header Content-Type: application/json, also without a body.")
            : null;
    }

    private bool IsAllowed(HostString host) =>
        !host.HasValue || IsLoopback(host.Host.Trim('[', ']')) || _allowed.Contains(host.Host);

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
