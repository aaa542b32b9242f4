using Overture.Client.Contract;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Actions;
using Overture.Server.Http;

namespace Overture.Server.Limits.Actions;

/// <summary>Says what the account may do now. Urgent, so it answers while a send hangs.</summary>
internal sealed class LimitsAction(LimitStateReader reader, LimitsAnswer answer) : IAccountAction<NoParams>
{
    public static ActionDescriptor Descriptor => LimitActions.Limits;

    public async Task<Result<AccountOutput>> RunAsync(
        AccountContext account, Call<NoParams> call, CancellationToken cancellationToken)
    {
        var state = await reader.ReadBesideAsync(account, cancellationToken);
        return AccountOutput.Of(await answer.OfAsync(account.Row, state, cancellationToken));
    }
}
