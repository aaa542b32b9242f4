using Overture.Server.Limits;

namespace Overture.Server.Hosting.Verbs;

internal sealed class ClearBreaker : Verb
{
    public override string Name => "clear-breaker";

    public override string Operands => "ACCOUNT";

    public override string Meaning => "let the invitations of an account go on that its breaker has stopped";

    public override async Task<VerbResult> RunAsync(Command command, IServiceProvider services)
    {
        var accountId = command.Operands[0];
        return await services.GetRequiredService<Breakers>().ClearAsync(accountId, CancellationToken.None)
            ? VerbResult.Done($"The breaker of {accountId} is cleared.")
            : VerbResult.Refused($"There is no open breaker of an account \"{accountId}\"; list-breakers lists them.");
    }
}
