namespace Overture.Server.Accounts.Runtime;

/// <summary>
/// Work that a feature does for an account without being asked by a call. It runs in the account's mailbox.
/// </summary>
internal interface IAccountDuty
{
    /// <summary>The name under which a background job wakes it.</summary>
    string Name { get; }

    /// <summary>Finishes what an earlier activation left, before anything else is done for the account.</summary>
    Task RecoverAsync(AccountContext account) => Task.CompletedTask;

    Task RunAsync(AccountContext account);
}
