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
            ["since"] = LimitGates.Text(entry.CreatedAt),
        },
    };

    /// <summary>When one that waits in a teammate's queue is looked at again; it may be sent or taken back at any time.</summary>
    private static readonly TimeSpan QueuedAskAgain = TimeSpan.FromDays(1);

    public static Refusal Claimed(Claim claim, DateTimeOffset now) => new(Reason.ClaimedByTeammate)
    {
        RetryAt = claim.Until ?? now + QueuedAskAgain,
        Details = new Dictionary<string, string> { ["account_id"] = claim.AccountId },
    };
}
