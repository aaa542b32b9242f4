using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Overture.Client.Contract;

namespace Overture.FunctionalTests.Support;

/// <summary>What every refusal must look like, whatever it refuses.</summary>
internal static partial class Envelope
{
    private static readonly string[] ErrorKeys = ["code", "message", "reason", "scope", "retry_at", "details"];
    private static readonly string[] MetadataKeys = ["action", "account_id", "credits_consumed", "timestamp"];

    /// <summary>Checks form, code, status and scope of a refusal against the one table of reasons.</summary>
    public static void IsRefusal(JsonNode json, int status, string? requestId, Reason reason)
    {
        var entry = Reasons.Of(reason);
        Assert.Equal(entry.Status, status);
        Assert.Equal(["success", "error", "metadata"], json.AsObject().Select(pair => pair.Key));
        Assert.False(json["success"]!.GetValue<bool>());
        var error = json["error"]!.AsObject();
        Assert.Subset(ErrorKeys.ToHashSet(), error.Select(pair => pair.Key).ToHashSet());
        Assert.Equal(Reasons.NameOf(reason), error["reason"]?.GetValue<string>());
        Assert.Equal(WireName(entry.Code), error["code"]?.GetValue<string>());
        Assert.Equal(entry.Scope is { } scope ? WireName(scope) : null, error["scope"]?.GetValue<string>());
        Assert.Equal(entry.HasRetryAt, error.ContainsKey("retry_at"));
        if (entry.HasRetryAt) Assert.Matches(Instant, error["retry_at"]!.GetValue<string>());
        TellsNothingOfTheInside(error["message"]!.GetValue<string>());
        IsMetadata(json["metadata"]!.AsObject());
        Assert.False(string.IsNullOrEmpty(requestId));
    }

    private static void IsMetadata(JsonObject metadata)
    {
        Assert.Subset(MetadataKeys.ToHashSet(), metadata.Select(pair => pair.Key).ToHashSet());
        Assert.Equal(0, metadata["credits_consumed"]!.GetValue<int>());
        Assert.Matches(Instant, metadata["timestamp"]!.GetValue<string>());
    }

    private static void TellsNothingOfTheInside(string message)
    {
        Assert.InRange(message.Length, 10, 300);
        Assert.DoesNotMatch(Inside, message);
    }

    private static string WireName<T>(T value) => JsonSerializer.SerializeToNode(value)!.GetValue<string>();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\z")]
    private static partial Regex Instant { get; }

    [GeneratedRegex(@"Exception|System\.|Microsoft\.|Overture\.\w+\.|Orleans|Sqlite|Json[A-Z]|Kestrel|   at |\.cs\b")]
    private static partial Regex Inside { get; }
}
