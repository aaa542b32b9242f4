using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Overture.Client.Contract;
using Overture.Server.Storage;
using Overture.Server.Telemetry;

namespace Overture.Server.Http;

/// <summary>
/// Puts what the framework answers on its own account (unknown path, wrong method, a fault) into the contract's
/// envelope. No exception text leaves the process; it goes to the log under the request's id.
/// </summary>
internal sealed partial class FrameworkAnswers(
    RequestDelegate next, TimeProvider time, ILogger<FrameworkAnswers> logger)
{
    private const int LinesPerMinute = 10;

    private readonly LogAllowance _linesOnLeaving = new(time, LinesPerMinute);

    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
            if (!http.Response.HasStarted && OfStatus(http.Response) is { } refusal) await WriteAsync(http, refusal);
        }
        catch (Exception exception) when (exception is ConnectionResetException
            || (exception is OperationCanceledException && http.RequestAborted.IsCancellationRequested))
        {
            // The caller has gone; what was begun goes on without it.
            if (_linesOnLeaving.TryTake(out var missing)) LogLeft(http.Request.Method, http.Request.Path, missing);
            // Otherwise the web server would try to read on, and log a stack trace.
            http.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
            http.Abort();
        }
        catch (BadHttpRequestException exception) when (!http.Response.HasStarted)
        {
            // Where the rest of the body would be, the web server must not look for the next request.
            http.Response.Headers.Connection = "close";
            await WriteAsync(http, RefusalFor(exception.StatusCode));
        }
        catch (Exception exception) when (StoreFailure.IsCauseOf(exception) && !http.Response.HasStarted)
        {
            LogStoreAway(http.Request.Method, http.Request.Path, exception.GetBaseException().Message);
            await WriteAsync(http, Refusal.Busy(time.GetUtcNow()));
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            LogFault(exception, http.Request.Method, http.Request.Path);
            await WriteAsync(http, new Refusal(Reason.InternalError));
        }
    }

    private static Refusal RefusalFor(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => new Refusal(Reason.BodyTooLarge),
        StatusCodes.Status408RequestTimeout => new Refusal(
            Reason.MalformedBody, "The body arrived too slowly; the gateway stopped waiting for the rest."),
        _ => new Refusal(Reason.MalformedBody, "The body ends too early, or its chunks cannot be read."),
    };

    private static Refusal? OfStatus(HttpResponse response) => response switch
    {
        { ContentType: not null } => null,
        { StatusCode: StatusCodes.Status404NotFound } => new Refusal(Reason.UnknownPath),
        { StatusCode: StatusCodes.Status405MethodNotAllowed } => new Refusal(Reason.MethodNotAllowed),
        { StatusCode: StatusCodes.Status415UnsupportedMediaType } => new Refusal(Reason.UnsupportedMediaType),
        { StatusCode: >= 400 and < 500 } => new Refusal(Reason.MalformedBody),
        _ => null,
    };

    private Task WriteAsync(HttpContext http, Refusal refusal) =>
        Answers.WriteAsync(http, Answers.Refused(refusal, Answers.Free(time, action: null)));

    [LoggerMessage(
        4002, LogLevel.Error, "{Method} {Path}: the database does not answer: {Why}", EventName = "http.store_away")]
    private partial void LogStoreAway(string method, string path, string why);

    [LoggerMessage(
        4003, LogLevel.Information,
        "{Method} {Path}: the caller left before its answer ({Missing} such lines left out)",
        EventName = "http.caller_left")]
    private partial void LogLeft(string method, string path, long missing);

    [LoggerMessage(4001, LogLevel.Error, "{Method} {Path} failed", EventName = "http.fault")]
    private partial void LogFault(Exception exception, string method, string path);
}
