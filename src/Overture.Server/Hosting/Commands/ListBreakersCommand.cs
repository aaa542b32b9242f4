using System.CommandLine;
using System.Globalization;
using Overture.Server.Limits;
using Overture.Server.Storage;

namespace Overture.Server.Hosting.Commands;

internal sealed class ListBreakersCommand() : OperatorCommand(
    "list-breakers",
    "List the accounts that got answers of an unknown shape, open breakers first, each with a sample below it")
{
    public override async Task<CommandResult> RunAsync(ParseResult line, IServiceProvider services)
    {
        var breakers = await services.GetRequiredService<Breakers>().ListAsync(CancellationToken.None);
        var lines = OperatorText.Table(
            ["ACCOUNT", "ANSWERS", "OPENED", "KIND"],
            breakers.Select(row => new[]
            {
                RowKey.Text(RowKind.Account, row.AccountId), row.Answers.ToString(CultureInfo.InvariantCulture),
                row.OpenedAt is { } time ? OperatorText.Time(time) : "-", OperatorText.Cell(row.Kind),
            })).Split(Environment.NewLine);
        var rows = lines.Skip(1).Zip(
            breakers, (text, breaker) => $"{text}{Environment.NewLine}  {OperatorText.Cell(breaker.Sample)}");
        return CommandResult.Done(string.Join(Environment.NewLine, rows.Prepend(lines[0])));
    }
}
