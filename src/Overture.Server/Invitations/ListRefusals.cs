using Overture.Client.Contract;
using Overture.Server.Http;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Invitations;

/// <summary>Says what the lists and the teammates forbid in the contract's words. Pure.</summary>
internal static class ListRefusals
{
    public static Refusal DoNotContact(DoNotContactRow entry) => new(Reason.DoNotContact)
    {
        Details = new Dictionary<string, string>
        {
            ["list"] = entry.List == DoNotContactRow.DeploymentList ? "deployment" : "workspace",
            ["since"] = entry.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
        },
    };

    /// <param name="claim">Who is at work on the person.</param>
    /// <param name="queuedUntil">What to say of one that waits in a queue and so has no end yet.</param>
    public static Refusal Claimed(Claim claim, DateTimeOffset queuedUntil) => new(Reason.ClaimedByTeammate)
    {
        RetryAt = claim.Until ?? queuedUntil,
        Details = new Dictionary<string, string> { ["account_id"] = claim.AccountId },
    };
}
