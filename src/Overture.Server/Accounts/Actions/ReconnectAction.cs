using Overture.Client.Contract;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Actions;
using Overture.Server.Events;
using Overture.Server.Http;

namespace Overture.Server.Accounts.Actions;

/// <summary>
/// Takes over what the account's owner supplied anew. Only a login asks for it; callers have no such action.
/// </summary>
internal sealed class ReconnectAction(IWaitingWork queue, TimeProvider time) : IAccountAction<Connection>
{
    public static ActionDescriptor Descriptor { get; } = new ActionDescriptor<Connection, LoginData>
    {
        Category = ActionRegistry.Internal,
        Name = "reconnect",
        Kind = ActionKind.Write,
        Summary = "Renew an account's session",
        Reasons = [],
        Answers = [new ActionAnswer(StatusCodes.Status200OK, typeof(LoginData), "The session is renewed.")],
    };

    public Task<Result<AccountOutput>> RunAsync(
        AccountContext account, Call<Connection> call, CancellationToken cancellationToken)
    {
        var (connection, now) = (call.Params, time.GetUtcNow());
        var row = account.Row with
        {
            Name = connection.Name,
            Country = connection.Country,
            IsPremium = connection.IsPremium,
            UpdatedAt = now,
        };
        var step = account.Step()
            .Write(
                AccountTable.Reconnect(row), SessionTable.Renew(account.Id, connection.ProtectedToken, now),
                queue.Wake(account.Id, now))
            // What the new session allows is read from what is durable.
            .Then(account.Invalidate);
        step.Event(new AccountEvent(
            account.Row.InactiveReason is null ? EventType.AccountConnected : EventType.AccountRestored, now));
        return Task.FromResult<Result<AccountOutput>>(AccountOutput.Of(
            new LoginData { AccountId = account.Name, Status = LoginStatus.Connected }, step));
    }
}
