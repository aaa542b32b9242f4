using System.CommandLine;
using Overture.Server.Limits;
using Overture.Server.Storage;

namespace Overture.Server.Hosting.Commands;

internal sealed class ClearBreakerCommand : OperatorCommand
{
    private readonly Argument<string> _account = new("ACCOUNT");

    public ClearBreakerCommand()
        : base("clear-breaker", "Close an account's open breaker, so that it can send invitations again") =>
        Arguments.Add(_account);

    public override async Task<CommandResult> RunAsync(ParseResult line, IServiceProvider services)
    {
        var account = line.GetRequiredValue(_account);
        return RowKey.Parse(RowKind.Account, account) is { } id
            && await services.GetRequiredService<Breakers>().ClearAsync(id, CancellationToken.None)
            ? CommandResult.Done($"The breaker of {account} is cleared.")
            : CommandResult.Refused($"The account \"{account}\" has no open breaker; list-breakers lists them.");
    }
}
