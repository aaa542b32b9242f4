using System.CommandLine;
using System.Globalization;
using Overture.Server.Credits;
using Overture.Server.Storage;

namespace Overture.Server.Hosting.Commands;

internal sealed class GrantCreditsCommand : OperatorCommand
{
    private readonly Argument<string> _workspace = new("WORKSPACE");

    private readonly Argument<string> _amount = new("AMOUNT");

    public GrantCreditsCommand()
        : base("grant-credits", "Add credits to a workspace; prints its new balance")
    {
        Arguments.Add(_workspace);
        Arguments.Add(_amount);
    }

    public override async Task<CommandResult> RunAsync(ParseResult line, IServiceProvider services)
    {
        var (workspace, written) = (line.GetRequiredValue(_workspace), line.GetRequiredValue(_amount));
        // No separators: in some countries 1.000 is a thousand, in others it is one.
        if (!long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var amount)
            || amount is < 1 or > Grants.Largest)
        {
            return CommandResult.Invalid(FormattableString.Invariant(
                $"The amount must be a whole number from 1 to {Grants.Largest}, without separators, ")
                + $"and \"{written}\" is not.");
        }

        var grants = services.GetRequiredService<Grants>();
        var id = RowKey.Parse(RowKind.Workspace, workspace);
        var balance = id is null ? null : await grants.AddAsync(id.Value, amount, CancellationToken.None);
        return balance is { } credits
            ? CommandResult.Done(credits.ToString(CultureInfo.InvariantCulture))
            : CommandResult.NoWorkspace(workspace);
    }
}
