using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Overture.FunctionalTests.Chaos.Callers;

/// <summary>One request as its caller saw it: the answer's bytes, or how it ended without one.</summary>
internal sealed record Call(ChaosRequest Request, DateTimeOffset StartedAt, DateTimeOffset EndedAt)
{
    // Refusals that say "ask again", for a request that has nothing odd about it.
    private static readonly FrozenSet<string> Passing = FrozenSet.Create(
        "idempotency_in_progress", "gateway_busy", "outcome_unknown", "upstream_unavailable", "upstream_changed",
        "internal_error", "platform_throttled", "session_expired", "challenge_required", "account_restricted");

    // With an odd person or account these are what the request comes to.
    private static readonly FrozenSet<string> PassingEvenInTrouble = FrozenSet.Create(
        "idempotency_in_progress", "gateway_busy", "internal_error");

    private JsonNode? _json;

    /// <summary>The node that was asked.</summary>
    public Uri? Node { get; init; }

    public int? Status { get; init; }

    public byte[] Body { get; init; } = [];

    public bool IsReplayed { get; init; }

    /// <summary>How it ended when no answer came.</summary>
    public string? Failure { get; init; }

    public string Text => Encoding.UTF8.GetString(Body);

    public string? Urn => Json["data"]?["invitation_urn"]?.GetValue<string>();

    public string? DataStatus => Json["data"]?["status"]?.GetValue<string>();

    public string? Reason => Json["error"]?["reason"]?.GetValue<string>();

    public int? CreditsConsumed => Json["metadata"]?["credits_consumed"]?.GetValue<int>();

    /// <summary>The caller knows where it stands and need not ask again.</summary>
    public bool IsDefinite => Status is 200
        || (Status is not null
            && !(Request.IsTroubled ? PassingEvenInTrouble : Passing).Contains(Reason ?? "internal_error"));

    /// <summary>True when the answer says that the network has an invitation for this pair.</summary>
    public bool ClaimsAnInvitation => Status == 200 || Reason == "already_invited";

    public string Told => Failure ?? $"{Status} {Urn ?? DataStatus ?? Reason}";

    private JsonNode Json => _json ??= Parse();

    private JsonNode Parse()
    {
        try
        {
            return JsonNode.Parse(Body) ?? new JsonObject();
        }
        catch (JsonException)
        {
            return new JsonObject();
        }
    }
}
