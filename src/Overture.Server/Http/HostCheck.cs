using System.Net;
using Microsoft.Extensions.Options;
using Overture.Client.Contract;

namespace Overture.Server.Http;

/// <summary>
/// Refuses, on a loopback listener, a host name that does not stand for this machine. Otherwise a web page could point
/// its own name at 127.0.0.1 and read what the gateway answers (DNS rebinding).
/// </summary>
internal sealed class HostCheck
{
    private readonly RequestDelegate _next;
    private readonly TimeProvider _time;
    private readonly HashSet<string> _allowed;

    public HostCheck(RequestDelegate next, IOptions<HttpOptions> options, TimeProvider time)
    {
        (_next, _time) = (next, time);
        _allowed = new HashSet<string>(options.Value.HostNames, StringComparer.OrdinalIgnoreCase);
    }

    public Task InvokeAsync(HttpContext http) =>
        http.Features.Get<LoopbackListener>() is null || IsAllowed(http.Request.Host)
            ? _next(http)
            : Answers.WriteAsync(
                http, Answers.Refused(new Refusal(Reason.HostNotAllowed), Answers.Free(_time, action: null)));

    // Every browser names a host. An HTTP/1.0 client, such as a load balancer's health check, may not.
    private bool IsAllowed(HostString host) =>
        !host.HasValue || IsLoopback(host.Host.Trim('[', ']')) || _allowed.Contains(host.Host);

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
