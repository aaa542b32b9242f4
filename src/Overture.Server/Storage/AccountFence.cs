namespace Overture.Server.Storage;

/// <summary>The first statement of every step of an account's actor.</summary>
internal static class AccountFence
{
    // Only looks: an update that changes nothing would still be a new version of the account's row.
    private const string Sql = "SELECT 1 FROM accounts WHERE id = @p0 AND epoch = @p1";

    /// <summary>Insists that the actor still is the one that took the newest epoch, and locks the account.</summary>
    public static Statement Of(string accountId, long epoch) => new(Sql, Guard.Fence, accountId, epoch) { Locks = Locks.Account };
}
