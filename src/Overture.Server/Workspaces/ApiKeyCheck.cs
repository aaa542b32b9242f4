using System.Globalization;
using Overture.Client.Contract;
using Overture.Server.Http;

namespace Overture.Server.Workspaces;

/// <summary>Lets a request under <c>/v2</c> pass only with an accepted key, and counts it against that key.</summary>
internal sealed class ApiKeyCheck(
    RequestDelegate next, ApiKeys keys, SandboxKeyRule sandboxKey, KeyRateLimit limit, FailedKeys failures,
    TimeProvider time)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments("/v2", StringComparison.OrdinalIgnoreCase))
        {
            await next(http);
            return;
        }

        if (await AdmitAsync(http) is not { } refusal)
        {
            await next(http);
            return;
        }

        await Answers.WriteAsync(http, Answers.Refused(refusal, Answers.Free(time, action: null)));
    }

    private async Task<Refusal?> AdmitAsync(HttpContext http)
    {
        var key = http.Request.Headers[HeaderNames.ApiKey].ToString();
        if (key.Length == 0) return new Refusal(Reason.MissingApiKey);
        if (key == SandboxKeyRule.Key && sandboxKey.RefusesBecause(http.Request) is { } why)
        {
            return new Refusal(Reason.SandboxKeyRefused, why);
        }

        if (failures.RefusalFor(http) is { } refusal && !keys.HasWorked(key)) return refusal;
        if (await keys.FindAsync(key, http.RequestAborted) is not { } caller)
        {
            failures.Add(http);
            return new Refusal(Reason.UnknownApiKey);
        }

        caller.AttachTo(http);
        var usage = await limit.TakeAsync(KeyRate.Requests, caller.ApiKeyId);
        WriteHeaders(http.Response.Headers, usage);
        return usage.IsAllowed ? null : new Refusal(
            Reason.KeyRateLimit,
            string.Create(
                CultureInfo.InvariantCulture,
                $"More than {limit.LimitOf(KeyRate.Requests)} requests in a minute with this API key."))
        {
            RetryAt = usage.EndsAt,
        };
    }

    /// <summary>The IETF draft's form: a policy (quota and window in seconds) and what is left of it.</summary>
    private void WriteHeaders(IHeaderDictionary headers, KeyRateLimit.Usage usage)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling((usage.EndsAt - time.GetUtcNow()).TotalSeconds));
        var window = (int)KeyRateLimit.WindowOf(KeyRate.Requests).TotalSeconds;
        headers["RateLimit-Policy"] = string.Create(
            CultureInfo.InvariantCulture, $"\"key\";q={limit.LimitOf(KeyRate.Requests)};w={window}");
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"key\";r={usage.Remaining};t={seconds}");
    }
}
