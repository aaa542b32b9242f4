using System.Globalization;
using Overture.Server.Credits;

namespace Overture.Server.Hosting.Verbs;

internal sealed class GrantCredits : Verb
{
    public override string Name => "grant-credits";

    public override string Operands => "WORKSPACE AMOUNT";

    public override string Meaning => "give credits to a workspace; prints its new balance";

    public override async Task<VerbResult> RunAsync(Command command, IServiceProvider services)
    {
        var workspaceId = command.Operands[0];
        // No separators: in some countries 1.000 is a thousand, in others it is one.
        if (!long.TryParse(command.Operands[1], NumberStyles.None, CultureInfo.InvariantCulture, out var amount)
            || amount is < 1 or > Grants.Largest)
        {
            return VerbResult.Misused(FormattableString.Invariant(
                $"The amount must be a whole number from 1 to {Grants.Largest}, without separators, and \"{command.Operands[1]}\" is not."));
        }

        var balance = await services.GetRequiredService<Grants>().AddAsync(workspaceId, amount, CancellationToken.None);
        return balance is { } credits
            ? VerbResult.Done(credits.ToString(CultureInfo.InvariantCulture))
            : VerbResult.NoWorkspace(workspaceId);
    }
}
