using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Overture.Client.Contract;
using Overture.Server.Http;
using Overture.Server.Idempotency;
using Overture.Server.Storage;

namespace Overture.Server.Actions;

/// <summary>
/// <c>POST /v2/{category}</c>: checks what all actions share, in the contract's order, and runs the action.
/// </summary>
internal sealed class ActionEndpoint(
    ActionRegistry registry, IAccountDirectory accounts, IRowRate rowRate, IOptions<HttpOptions> options,
    TimeProvider time)
{
    public async Task<IResult> HandleAsync(HttpContext http, string category)
    {
        var (body, refusal) = await JsonBody.ReadAsync(http, options.Value.MaxBodyBytes);
        if (body is null) return AnswerResult.Refused(refusal!, time);
        using (body)
        {
            return await HandleAsync(http, category, body.RootElement);
        }
    }

    private async Task<IResult> HandleAsync(HttpContext http, string category, JsonElement body)
    {
        var caller = Caller.Of(http);
        var shownAction = NameOf(body);
        if (!ActionBinder.Bind<ActionBody>(body, "the body").Succeeded(out var request, out var refusal))
        {
            return AnswerResult.Refused(refusal, time, shownAction);
        }

        if (RowKey.Parse(RowKind.Account, request.AccountId) is not { } accountId
            || !await accounts.IsInWorkspaceAsync(caller.WorkspaceId, accountId, http.RequestAborted))
        {
            return AnswerResult.Refused(new Refusal(Reason.UnknownAccount), time, shownAction, request.AccountId);
        }

        if (!Read(http, category, body, request, caller).Succeeded(out var call, out refusal))
        {
            return AnswerResult.Refused(refusal, time, shownAction, request.AccountId);
        }

        if (await rowRate.TakeAsync(caller.ApiKeyId, call.Binding.RowsOf(call.Call.Bound!)) is { } tooMany)
        {
            return AnswerResult.Refused(tooMany, time, shownAction, request.AccountId);
        }

        return new AnswerResult(
            await call.Binding.RunAsync(call.Call with { AccountId = accountId }, http.RequestAborted));
    }

    private Result<(ActionBinding Binding, ActionCall Call)> Read(
        HttpContext http, string category, JsonElement body, ActionBody request, Caller caller)
    {
        if (!FindAction(category, request.Action).Succeeded(out var binding, out var refusal)) return refusal;
        var parameters = request.Params is { ValueKind: not JsonValueKind.Null } given ? given : default(JsonElement?);
        if (parameters is { ValueKind: not JsonValueKind.Object }) return Refusal.Invalid("params must be an object.");
        if (!ReadKey(http, body).Succeeded(out var key, out refusal)) return refusal;
        if (!binding.Bind(parameters ?? default).Succeeded(out var bound, out refusal)) return refusal;
        return (binding, new ActionCall
        {
            Category = category,
            Action = binding.Descriptor.Name,
            WorkspaceId = caller.WorkspaceId,
            ApiKeyId = caller.ApiKeyId,
            AccountId = 0,
            Params = parameters is { } json ? JsonMarshal.GetRawUtf8Value(json).ToArray() : NoParamsUtf8.ToArray(),
            Key = binding.Descriptor.TakesIdempotencyKey ? key.Value : null,
            Bound = bound,
        });
    }

    private static ReadOnlySpan<byte> NoParamsUtf8 => "{}"u8;

    private Result<ActionBinding> FindAction(string category, JsonElement? action)
    {
        if (action is not { ValueKind: not JsonValueKind.Null } given)
        {
            return new Refusal(Reason.MissingParameter, "action is required.");
        }

        if (given.ValueKind != JsonValueKind.String) return Refusal.Invalid("action must be a string.");
        var name = given.GetString()!;
        return string.IsNullOrWhiteSpace(name)
            ? new Refusal(Reason.MissingParameter, "action is required.")
            : registry.Find(category, name);
    }

    /// <summary>The action that an answer's metadata shows: what the caller wrote, if it looks like a name.</summary>
    private static string? NameOf(JsonElement body) =>
        body.TryGetProperty("action", out var action) && action.ValueKind == JsonValueKind.String
        && action.GetString() is { Length: <= 100 } name && !string.IsNullOrWhiteSpace(name)
        && !name.Contains('\0', StringComparison.Ordinal)
            ? name
            : null;

    private static Result<Optional> ReadKey(HttpContext http, JsonElement body)
    {
        if (!http.Request.Headers.TryGetValue(HeaderNames.IdempotencyKey, out var values)) return default(Optional);
        if (values is [{ } value] && IdempotencyKey.IsWellFormed(value))
        {
            return new Optional(new IdempotencyKey(value, RequestHash.Of(body)));
        }

        return Refusal.Invalid(
            $"The header {HeaderNames.IdempotencyKey} must be one value of 1 to {IdempotencyKey.MaxLength} visible "
            + "ASCII characters.");
    }

    /// <summary>A key that may be absent.</summary>
    private readonly record struct Optional(IdempotencyKey? Value);
}
