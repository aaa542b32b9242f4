using System.Text.Json;
using Microsoft.Extensions.Options;
using Overture.Client.Contract;
using Overture.Server.Accounts;
using Overture.Server.Http;
using Overture.Server.Idempotency;

namespace Overture.Server.Network;

/// <summary><c>POST /v2/network</c>: checks what all actions share, in the contract's order, and finds the action.</summary>
internal sealed class NetworkEndpoint(
    IEnumerable<INetworkAction> actions, AccountDirectory accounts, IOptions<HttpOptions> options, TimeProvider time)
{
    private readonly Dictionary<string, INetworkAction> _actions =
        actions.ToDictionary(action => action.Name, StringComparer.Ordinal);

    public async Task<IResult> HandleAsync(HttpContext http)
    {
        var (body, refusal) = await JsonBody.ReadAsync(http, options.Value.MaxBodyBytes);
        if (body is null) return AnswerResult.Refused(refusal!, time);
        using (body)
        {
            return await HandleAsync(http, body.RootElement);
        }
    }

    private async Task<IResult> HandleAsync(HttpContext http, JsonElement body)
    {
        var caller = Caller.Of(http);
        var reader = new ParamReader(body, "the body", "account_id", "action", "params");
        var accountId = reader.RequiredText("account_id", 100);
        var badBody = reader.Refusal;
        var actionName = reader.Text("action", 100);
        var shownAction = string.IsNullOrWhiteSpace(actionName) ? null : actionName;
        if (badBody is not null) return AnswerResult.Refused(badBody, time, shownAction);
        if (!await accounts.IsInWorkspaceAsync(caller.WorkspaceId, accountId, http.RequestAborted))
            return AnswerResult.Refused(new Refusal(Reason.UnknownAccount), time, shownAction, accountId);

        var (action, refusal) = Find(shownAction, reader.Refusal);
        var parameters = body.TryGetProperty("params", out var given) ? given : default;
        refusal ??= ParamsRefusal(parameters);
        var key = refusal is null ? ReadKey(http, body, out refusal) : null;
        if (refusal is not null) return AnswerResult.Refused(refusal, time, shownAction, accountId);
        return new AnswerResult(
            await action!.RunAsync(new NetworkCall(caller, accountId, parameters, key), http.RequestAborted));
    }

    private (INetworkAction? Action, Refusal? Refusal) Find(string? name, Refusal? badName)
    {
        if (name is null) return (null, badName ?? new Refusal(Reason.MissingParameter, "action is required."));
        if (_actions.TryGetValue(name, out var action)) return (action, null);
        var nearest = Spelling.Nearest(name, _actions.Keys.ToArray());
        return (null, new Refusal(Reason.UnknownAction, nearest is null
            ? $"network offers no such action. It offers: {string.Join(", ", _actions.Keys)}."
            : $"network offers no such action. Did you mean {nearest}?"));
    }

    private static Refusal? ParamsRefusal(JsonElement parameters) =>
        parameters.ValueKind is JsonValueKind.Object or JsonValueKind.Undefined or JsonValueKind.Null
            ? null
            : new Refusal(Reason.InvalidParameter, "params must be an object.");

    private static IdempotencyKey? ReadKey(HttpContext http, JsonElement body, out Refusal? refusal)
    {
        refusal = null;
        if (!http.Request.Headers.TryGetValue(HeaderNames.IdempotencyKey, out var values)) return null;
        if (values is [{ } value] && IdempotencyKey.IsWellFormed(value))
            return new IdempotencyKey(value, RequestHash.Of(body));
        refusal = new Refusal(
            Reason.InvalidParameter,
            $"The header {HeaderNames.IdempotencyKey} must be one value of 1 to {IdempotencyKey.MaxLength} visible ASCII characters.");
        return null;
    }
}
