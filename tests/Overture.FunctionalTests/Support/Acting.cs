using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Overture.Server.Audit;

namespace Overture.FunctionalTests.Support;

/// <summary>The actions of <c>POST /v2/network</c>, as a caller writes them.</summary>
internal static class Acting
{
    public static Task<Answered> ActAsync(
        this Gateway gateway, string accountId, string action, JsonObject? parameters = null,
        string? idempotencyKey = null) =>
        gateway.PostAsync(
            "/v2/network",
            new JsonObject { ["account_id"] = accountId, ["action"] = action, ["params"] = parameters ?? [] },
            idempotencyKey);

    /// <summary>An <c>invite</c> with more than the person: <c>("note_policy", "drop")</c>.</summary>
    public static Task<Answered> InviteAsync(
        this Gateway gateway, string accountId, string slug, params ReadOnlySpan<(string Name, JsonNode? Value)> more)
    {
        var parameters = new JsonObject { ["identifier"] = slug };
        foreach (var (name, value) in more) parameters[name] = value;
        return gateway.ActAsync(accountId, "invite", parameters);
    }

    public static Task<Answered> QueueAsync(
        this Gateway gateway, string accountId, string slug, string? message = null) =>
        gateway.InviteAsync(accountId, slug, ("when", "queue"), ("message", message));

    /// <summary>Gives the account limits of its own; each is one of <c>set_limits</c>.</summary>
    public static async Task LimitAsync(
        this Gateway gateway, string accountId, params (string Name, JsonNode? Value)[] limits)
    {
        var answer = await gateway.ActAsync(accountId, "set_limits", new JsonObject(
            limits.Select(limit => KeyValuePair.Create(limit.Name, limit.Value))));
        Assert.True(answer.Status == 200, answer.Text);
    }

    public static async Task<JsonNode> LimitsAsync(this Gateway gateway, string accountId)
    {
        var answer = await gateway.ActAsync(accountId, "limits");
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Data;
    }

    public static async Task<JsonNode> OperationAsync(this Gateway gateway, string accountId, string operationId)
    {
        var answer = await gateway.ActAsync(
            accountId, "get_operation", new JsonObject { ["operation_id"] = operationId });
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Data;
    }

    /// <summary>Waits until an operation has got somewhere.</summary>
    public static async Task<JsonNode> OperationIsAsync(
        this Gateway gateway, string accountId, string operationId, string status)
    {
        JsonNode? last = null;
        await Eventually.HoldsAsync(
            async () => (last = await gateway.OperationAsync(
                accountId, operationId))["status"]!.GetValue<string>() == status,
            $"operation {operationId} is {status}");
        return last!;
    }

    /// <summary>Follows every chain of the audit, as <c>verify-audit</c> does.</summary>
    public static Task<AuditReport> CheckAuditAsync(this Gateway gateway) =>
        gateway.Services.GetRequiredService<AuditCheck>().RunAsync(TestContext.Current.CancellationToken);

    public static JsonNode BudgetOf(JsonNode limits, string name) =>
        limits["budgets"]!.AsArray().Single(budget => budget!["name"]!.GetValue<string>() == name)!;
}
