using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Overture.Client.Contract;

namespace Overture.Server.Http;

/// <summary>Renders answers in the contract's envelope. The only place that does.</summary>
internal static class Answers
{
    public static WireAnswer Success<T>(
        T data, JsonTypeInfo<SuccessEnvelope<T>> type, Metadata metadata, int status = StatusCodes.Status200OK) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(new SuccessEnvelope<T> { Data = data, Metadata = metadata }, type));

    public static WireAnswer Refused(Refusal refusal, Metadata metadata)
    {
        var entry = Reasons.Of(refusal.Reason);
        var envelope = new ErrorEnvelope
        {
            Error = new Error
            {
                Code = entry.Code,
                Reason = refusal.Reason,
                Message = refusal.Message ?? entry.Meaning,
                Scope = entry.Scope,
                RetryAt = refusal.RetryAt,
                Details = refusal.Details,
            },
            Metadata = metadata,
        };
        return new WireAnswer(entry.Status, JsonSerializer.SerializeToUtf8Bytes(envelope, ContractJson.Default.ErrorEnvelope))
        {
            RetryAt = refusal.RetryAt,
        };
    }

    /// <summary>Says to whoever watches the gateway why no work should be sent to it now; no caller of the API hears this.</summary>
    public static WireAnswer Unavailable(string status, string message, Metadata metadata)
    {
        var envelope = new ErrorEnvelope
        {
            Error = new Error
            {
                Code = Client.Contract.ErrorCode.InternalError,
                Message = message,
                Scope = Scope.Gateway,
                Details = new Dictionary<string, string> { ["status"] = status },
            },
            Metadata = metadata,
        };
        return new WireAnswer(
            StatusCodes.Status503ServiceUnavailable,
            JsonSerializer.SerializeToUtf8Bytes(envelope, ContractJson.Default.ErrorEnvelope));
    }

    /// <summary>Sends an answer, with the headers that follow from it.</summary>
    public static async Task WriteAsync(HttpContext http, WireAnswer answer, TimeProvider time)
    {
        var response = http.Response;
        response.StatusCode = answer.Status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = answer.Body.Length;
        if (answer.DropsNote) response.Headers[HeaderNames.Note] = "dropped";
        if (answer.IsReplayed) response.Headers[HeaderNames.IdempotencyReplayed] = "true";
        if (answer.RetryAt is { } retryAt)
        {
            var seconds = Math.Max(1, (long)Math.Ceiling((retryAt - time.GetUtcNow()).TotalSeconds));
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (!HttpMethods.IsHead(http.Request.Method)) await response.Body.WriteAsync(answer.Body, http.RequestAborted);
    }
}
