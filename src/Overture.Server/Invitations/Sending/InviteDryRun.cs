using Overture.Client.Contract;
using Overture.Server.Accounts.Runtime;

namespace Overture.Server.Invitations.Sending;

/// <summary>
/// Evaluates every gate for a request. Nothing is sent or charged; what the platform said about the account is kept all
/// the same.
/// </summary>
internal sealed class InviteDryRun(InviteGates gates, InviteTerms terms)
{
    public async Task<AccountOutput> RunAsync(
        AccountContext account, InviteRequest request, CancellationToken cancellationToken)
    {
        var check = await gates.EvaluateAsync(account, request, origin: null, cancellationToken);
        var wouldSend = check.Refusal is null && !check.IsConnected;
        return AccountOutput.Of(new DryRunData
        {
            WouldSend = wouldSend,
            Price = wouldSend ? terms.Price : 0,
            Gates =
            [
                .. check.Results.Select(result => new GateItem
                {
                    Gate = result.Gate,
                    Verdict = result.Verdict,
                    Value = result.Value,
                    Reason = result.Refusal?.Reason,
                    RetryAt = result.OpensAt,
                }),
            ],
        });
    }
}
