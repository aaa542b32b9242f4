using Overture.Client.Contract;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Actions;
using Overture.Server.Http;

namespace Overture.Server.Limits.Actions;

/// <summary>Says what the account may do now.</summary>
internal sealed class LimitsAction(LimitsAnswer answer) : IAccountAction<NoParams>
{
    public static ActionDescriptor Descriptor => LimitActions.Limits;

    public async Task<Result<AccountOutput>> RunAsync(
        AccountContext account, Call<NoParams> call, CancellationToken cancellationToken) =>
        AccountOutput.Of(await answer.OfAsync(account, account.Part<AccountLimitState>(), cancellationToken));
}
