using Overture.Client.Contract;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Actions;
using Overture.Server.Http;
using Overture.Server.Storage;

namespace Overture.Server.Limits.Actions;

/// <summary>
/// Says what the account may do now, from what is durable: it does not wait for the account, and answers while a send
/// hangs.
/// </summary>
internal sealed class LimitsAction(Database database, LimitStateReader reader, LimitsAnswer answer)
    : IReadAction<NoParams>
{
    public static ActionDescriptor Descriptor => LimitActions.Limits;

    public async Task<Result<ActionOutput>> ReadAsync(Call<NoParams> call, CancellationToken cancellationToken)
    {
        var account = await AccountTable.FindAsync(database, call.WorkspaceId, call.AccountId, cancellationToken);
        if (account is null) return new Refusal(Reason.UnknownAccount);
        var state = await reader.ReadAsync(account, cancellationToken);
        return ActionOutput.Of(await answer.OfAsync(account, state, cancellationToken));
    }
}
