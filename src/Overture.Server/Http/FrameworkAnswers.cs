using Microsoft.AspNetCore.Connections;
using Overture.Client.Contract;
using Overture.Server.Storage;

namespace Overture.Server.Http;

/// <summary>
/// Puts what the framework answers on its own account (unknown path, wrong method, a fault) into the contract's
/// envelope. No exception text leaves the process; it goes to the log under the request's id.
/// </summary>
internal sealed partial class FrameworkAnswers(
    RequestDelegate next, TimeProvider time, ILogger<FrameworkAnswers> logger)
{
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
        }
        catch (BadHttpRequestException exception) when (!http.Response.HasStarted)
        {
            await WriteAsync(http, new Refusal(
                exception.StatusCode == StatusCodes.Status413PayloadTooLarge
                    ? Reason.BodyTooLarge
                    : Reason.MalformedBody));
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

    [LoggerMessage(4001, LogLevel.Error, "{Method} {Path} failed", EventName = "http.fault")]
    private partial void LogFault(Exception exception, string method, string path);
}
