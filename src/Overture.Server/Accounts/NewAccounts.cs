using Microsoft.Extensions.Options;
using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Events;
using Overture.Server.Growth;
using Overture.Server.Http;
using Overture.Server.Storage;

namespace Overture.Server.Accounts;

/// <summary>Adds accounts of members whom a workspace has not connected before.</summary>
internal sealed class NewAccounts(
    Database database, SessionVault vault, Caps caps, RowKeys keys, IOptions<AccountOptions> options,
    TimeProvider time)
{
    /// <returns>The account's id; null when the member was connected meanwhile; or why it cannot be added.</returns>
    public async Task<Result<long?>> AddAsync(
        long workspaceId, LoginRequest login, OwnProfile profile, long? id, CancellationToken cancellationToken)
    {
        if (await caps.TakeAsync(Cap.Accounts, workspaceId, 1, cancellationToken) == 0)
        {
            return caps.Full(Cap.Accounts);
        }

        var account = RowOf(workspaceId, login, profile, id ?? keys.Next());
        var session = new SessionRow
        {
            AccountId = account.Id,
            ProtectedToken = vault.Protect(new Session(login.LoginToken)),
            UpdatedAt = account.UpdatedAt,
        };
        var connected = EventSequence.First(
            account.Id, keys.Next(), new AccountEvent(EventType.AccountConnected, account.CreatedAt));
        return await AccountTable.AddAsync(
            database, account, (session, connected), options.Value.AllowSameMember, cancellationToken) switch
        {
            true => account.Id,
            false => new Refusal(Reason.MemberConnectedElsewhere),
            null => default(long?),
        };
    }

    private AccountRow RowOf(long workspaceId, LoginRequest login, OwnProfile profile, long id)
    {
        var now = time.GetUtcNow();
        return new AccountRow
        {
            Id = id,
            WorkspaceId = workspaceId,
            Platform = Platform.LinkedIn,
            MemberId = profile.MemberId,
            Name = login.AccountName ?? $"{profile.FirstName} {profile.LastName}".Trim(),
            Country = login.Country,
            IsPremium = profile.IsPremium,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }
}
