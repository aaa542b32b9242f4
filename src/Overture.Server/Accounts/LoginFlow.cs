using Microsoft.Extensions.Options;
using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Http;
using Overture.Server.Invitations;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Accounts;

/// <summary>
/// Connects an account with the session its owner supplies. The upstream says whose session it is, so the same member in the
/// same workspace is always the same account.
/// </summary>
internal sealed class LoginFlow(
    IConnector connector, AccountStore store, SessionVault vault, AccountGrains grains,
    IOptions<InvitationOptions> options, TimeProvider time)
{
    public const string Platform = "linkedin";

    /// <returns>The account's id, or why it could not be connected.</returns>
    public async Task<(string? AccountId, Refusal? Refusal)> ConnectAsync(
        string workspaceId, LoginRequest login, string? newAccountId, CancellationToken cancellationToken)
    {
        var session = new Session(login.LoginToken);
        var read = await connector.ReadOwnProfileAsync(session, cancellationToken);
        if (!read.Succeeded(out var profile, out var failure)) return (null, RefusalOf(failure));

        var account = await store.FindMemberAsync(workspaceId, Platform, profile.MemberId, cancellationToken);
        if (account is null)
        {
            account = NewAccount(workspaceId, login, profile, newAccountId);
            if (await store.AddAsync(account, SessionOf(account, session), cancellationToken)) return (account.Id, null);
            account = await store.FindMemberAsync(workspaceId, Platform, profile.MemberId, cancellationToken);
        }

        if (account is null) return (null, Busy.Now(time));
        var connection = new Connection(
            vault.Protect(session), login.AccountName ?? account.Name, login.Country ?? account.Country, profile.IsPremium);
        return await ReconnectAsync(account.Id, connection) ? (account.Id, null) : (null, Busy.Now(time));
    }

    private async Task<bool> ReconnectAsync(string accountId, Connection connection)
    {
        try
        {
            return await grains.Of(accountId).Reconnect(connection);
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            // The account's node was lost. To connect twice is the same as once, so the caller simply does it again.
            return false;
        }
    }

    private Refusal RefusalOf(Failure failure)
    {
        var refusal = UpstreamRefusal.Of(failure, options.Value, time.GetUtcNow());
        // Existing clients read 401 and 403 as "your API key is wrong", so a session that does not work is a parameter's fault.
        return UpstreamRefusal.AccountLostBy(failure) is { } lost
            ? new Refusal(Reason.LoginRefused)
            {
                Details = new Dictionary<string, string> { ["cause"] = Reasons.NameOf(lost) },
            }
            : refusal;
    }

    private AccountRow NewAccount(string workspaceId, LoginRequest login, OwnProfile profile, string? newAccountId)
    {
        var now = time.GetUtcNow();
        return new AccountRow
        {
            Id = newAccountId ?? $"acc_{Guid.CreateVersion7(now):n}",
            WorkspaceId = workspaceId,
            Platform = Platform,
            MemberId = profile.MemberId,
            Name = login.AccountName ?? $"{profile.FirstName} {profile.LastName}".Trim(),
            Country = login.Country,
            IsPremium = profile.IsPremium,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    private SessionRow SessionOf(AccountRow account, Session session) => new()
    {
        AccountId = account.Id,
        ProtectedToken = vault.Protect(session),
        UpdatedAt = account.UpdatedAt,
    };
}
