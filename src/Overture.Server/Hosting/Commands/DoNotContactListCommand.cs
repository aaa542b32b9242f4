using System.CommandLine;
using Overture.Server.DoNotContact;

namespace Overture.Server.Hosting.Commands;

internal sealed class DoNotContactListCommand()
    : OperatorCommand("do-not-contact-list", "Print the deployment's do-not-contact list")
{
    public override async Task<CommandResult> RunAsync(ParseResult line, IServiceProvider services)
    {
        var people = await services.GetRequiredService<DeploymentDoNotContact>().ListAsync(CancellationToken.None);
        return CommandResult.Done(OperatorText.Table(
            ["PERSON", "SINCE", "COMMENT"],
            people.Select(row => new[]
            {
                row.PersonId, OperatorText.Time(row.CreatedAt), OperatorText.Cell(row.Comment),
            })));
    }
}
