using System.Text.Json.Nodes;
using Overture.FunctionalTests.Chaos.Verdict;

namespace Overture.FunctionalTests.Chaos.Callers;

/// <summary>
/// What one caller wants: an account to invite a person, under a key or without one, spelt in some way.
/// </summary>
internal sealed record ChaosRequest(int Id, Pair Pair, string AccountId, string Spelling, string? Key)
{
    /// <summary>The person can be invited and the account is sound: in the end an invitation has to be there.</summary>
    public bool MustBeGranted { get; init; }

    /// <summary>The person, or the account, is one with whom refusals that elsewhere pass are final.</summary>
    public bool IsTroubled { get; init; }

    public string Body => new JsonObject
    {
        ["account_id"] = AccountId,
        ["action"] = "invite",
        ["params"] = new JsonObject { ["profile_url"] = Spelling },
    }.ToJsonString();
}
