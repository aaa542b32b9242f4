using Overture.Client.Contract;
using Overture.Server.Http;
using Overture.Server.Storage;

namespace Overture.Server.Invitations;

/// <summary>A person whom another account of the workspace is contacting.</summary>
/// <param name="AccountId">That account.</param>
/// <param name="Until">
/// When the claim ends if that account does nothing more; null while the person is in that account's queue.
/// </param>
internal sealed record Claim(long AccountId, DateTimeOffset? Until)
{
    /// <summary>
    /// When to ask again about a person in a teammate's queue, who may be sent or cancelled at any time.
    /// </summary>
    private static readonly TimeSpan QueuedAskAgain = TimeSpan.FromDays(1);

    public string AccountName => RowKey.Text(RowKind.Account, AccountId);

    public Refusal Refusal(DateTimeOffset now) => new(Reason.ClaimedByTeammate)
    {
        RetryAt = Until ?? now + QueuedAskAgain,
        Details = new Dictionary<string, string> { ["account_id"] = AccountName },
    };
}
