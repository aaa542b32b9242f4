namespace Overture.Server.Accounts.Runtime;

/// <summary>What a feature remembers of an account. It is read when the account's grain wakes up.</summary>
internal interface IAccountPart
{
    /// <summary>Reads it and attaches it to the account.</summary>
    Task LoadAsync(AccountContext account, CancellationToken cancellationToken);
}
