using System.Globalization;
using Overture.Server.Limits;

namespace Overture.Server.Hosting.Verbs;

internal sealed class ListBreakers : Verb
{
    public override string Name => "list-breakers";

    public override string Meaning =>
        "list the accounts that met answers in a shape unknown here, those that were stopped by it first, each with the shape below it";

    public override async Task<VerbResult> RunAsync(Command command, IServiceProvider services)
    {
        var breakers = await services.GetRequiredService<Breakers>().ListAsync(CancellationToken.None);
        var lines = OperatorText.Table(
            ["ACCOUNT", "ANSWERS", "OPENED", "KIND"],
            breakers.Select(row => new[]
            {
                row.AccountId, row.Answers.ToString(CultureInfo.InvariantCulture),
                row.OpenedAt is { } time ? OperatorText.Time(time) : "-", OperatorText.Cell(row.Kind),
            })).Split(Environment.NewLine);
        return VerbResult.Done(string.Join(
            Environment.NewLine, lines.Skip(1).Zip(breakers).SelectMany(row => (string[])[row.First, $"  {OperatorText.Cell(row.Second.Sample)}"])
                .Prepend(lines[0])));
    }
}
