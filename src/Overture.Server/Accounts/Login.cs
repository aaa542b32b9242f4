using System.Text.Json;
using Microsoft.Extensions.Options;
using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Accounts.Actions;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Accounts.Upstream;
using Overture.Server.Actions;
using Overture.Server.Http;
using Overture.Server.Storage;

namespace Overture.Server.Accounts;

/// <summary>
/// Connects an account with the session that its owner supplies. The platform says whose session it is, so the same
/// member in the same workspace is always the same account.
/// </summary>
internal sealed class Login(
    IConnector connector, Database database, SessionVault vault, AccountCalls accounts, NewAccounts newcomers,
    IOptions<UpstreamOptions> options, TimeProvider time)
{
    public const string PlatformName = "linkedin";

    /// <returns>The account's id, or why it could not be connected.</returns>
    public async Task<Result<long>> ConnectAsync(
        Caller caller, LoginRequest login, long? newAccountId, CancellationToken cancellationToken)
    {
        var session = new Session(login.LoginToken);
        var read = await connector.ReadOwnProfileAsync(session, cancellationToken);
        if (!read.Succeeded(out var profile, out var failure)) return RefusalOf(failure);
        var account = await AccountTable.FindMemberAsync(
            database, caller.WorkspaceId, profile.MemberId, cancellationToken);
        if (account is null)
        {
            var added = await newcomers.AddAsync(
                caller.WorkspaceId, login, profile, newAccountId, cancellationToken);
            if (!added.Succeeded(out var id, out var refusal)) return refusal;
            if (id is { } accountId) return accountId;
            account = await AccountTable.FindMemberAsync(
                database, caller.WorkspaceId, profile.MemberId, cancellationToken);
        }

        if (account is null) return Refusal.Busy(time.GetUtcNow());
        var connection = new Connection
        {
            ProtectedToken = vault.Protect(session),
            Name = login.AccountName ?? account.Name,
            Country = login.Country ?? account.Country,
            IsPremium = profile.IsPremium,
        };
        return await ReconnectAsync(caller, account.Id, connection, cancellationToken)
            ? account.Id
            : Refusal.Busy(time.GetUtcNow());
    }

    private async Task<bool> ReconnectAsync(
        Caller caller, long accountId, Connection connection, CancellationToken cancellationToken)
    {
        var answer = await accounts.ActAsync(
            new ActionCall
            {
                Category = ReconnectAction.Descriptor.Category,
                Action = ReconnectAction.Descriptor.Name,
                WorkspaceId = caller.WorkspaceId,
                ApiKeyId = caller.ApiKeyId,
                AccountId = accountId,
                Params = JsonSerializer.SerializeToUtf8Bytes(connection, ActionBinder.Options),
                Bound = connection,
            },
            // To connect twice is the same as once.
            isRepeatable: true, cancellationToken);
        return answer.Status == StatusCodes.Status200OK;
    }

    private Refusal RefusalOf(Failure failure)
    {
        // Existing clients read 401 and 403 as "your API key is wrong", so a session that does not work is a
        // parameter's fault.
        return UpstreamRefusal.AccountLostBy(failure) is { } lost
            ? new Refusal(Reason.LoginRefused)
            {
                Details = new Dictionary<string, string> { ["cause"] = Reasons.NameOf(lost) },
            }
            : UpstreamRefusal.Of(failure, options.Value, time.GetUtcNow());
    }
}
