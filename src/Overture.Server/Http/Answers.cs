using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Overture.Client.Contract;
using Overture.Server.Telemetry;

namespace Overture.Server.Http;

/// <summary>Renders answers in the contract's envelope and sends them. The only place that does.</summary>
internal static class Answers
{
    public const string ContentType = "application/json; charset=utf-8";

    // A week. Timers of some clients overflow on a longer time; retry_at stays exact.
    private const long LongestRetryAfter = 604_800;

    public static WireAnswer Success<T>(
        T data, JsonTypeInfo<SuccessEnvelope<T>> type, Metadata metadata, int status = StatusCodes.Status200OK) =>
        new(
            status,
            JsonSerializer.SerializeToUtf8Bytes(new SuccessEnvelope<T> { Data = data, Metadata = metadata }, type));

    /// <summary>As above, for a type of the contract.</summary>
    public static WireAnswer Success<T>(T data, Metadata metadata, int status = StatusCodes.Status200OK) =>
        Success(data, Envelope<T>.Type, metadata, status);

    public static WireAnswer Refused(Refusal refusal, Metadata metadata)
    {
        var entry = Reasons.Of(refusal.Reason);
        var envelope = new ErrorEnvelope
        {
            Error = new Error
            {
                Code = entry.Code,
                Reason = refusal.Reason,
                Message = refusal.Text,
                Scope = entry.Scope,
                RetryAt = refusal.RetryAt,
                Details = refusal.Details,
            },
            Metadata = metadata,
        };
        return new WireAnswer(
            entry.Status, JsonSerializer.SerializeToUtf8Bytes(envelope, ContractJson.Default.ErrorEnvelope))
        {
            RetryAt = refusal.RetryAt,
            RefusedFor = refusal.Reason,
        };
    }

    /// <summary>
    /// Tells a load balancer why it should send no work to this node now; no caller of the API gets this answer.
    /// </summary>
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

    /// <summary>The metadata of an answer that cost nothing.</summary>
    public static Metadata Free(TimeProvider time, string? action, string? accountId = null) => new()
    {
        Action = action,
        AccountId = accountId,
        CreditsConsumed = 0,
        Timestamp = time.GetUtcNow(),
    };

    /// <summary>Sends an answer with the headers that follow from it, and counts it when it is a refusal.</summary>
    public static async Task WriteAsync(HttpContext http, WireAnswer answer)
    {
        var services = http.RequestServices;
        if (answer.RefusedFor is { } reason) services.GetRequiredService<Instruments>().Refused(reason);
        var response = http.Response;
        response.StatusCode = answer.Status;
        response.ContentType = ContentType;
        response.ContentLength = answer.Body.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        if (answer.DropsNote) response.Headers[HeaderNames.Note] = "dropped";
        if (answer.IsReplayed) response.Headers[HeaderNames.IdempotencyReplayed] = "true";
        if (answer.RetryAt is { } retryAt)
        {
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            var seconds = Math.Clamp((long)Math.Ceiling((retryAt - now).TotalSeconds), 1, LongestRetryAfter);
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (!HttpMethods.IsHead(http.Request.Method)) await response.Body.WriteAsync(answer.Body, http.RequestAborted);
    }

    private static class Envelope<T>
    {
        public static readonly JsonTypeInfo<SuccessEnvelope<T>> Type =
            (JsonTypeInfo<SuccessEnvelope<T>>)ContractJson.Default.GetTypeInfo(typeof(SuccessEnvelope<T>))!;
    }
}
