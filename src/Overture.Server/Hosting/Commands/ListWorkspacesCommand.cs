using System.CommandLine;
using System.Globalization;
using Overture.Server.Storage;
using Overture.Server.Workspaces;

namespace Overture.Server.Hosting.Commands;

internal sealed class ListWorkspacesCommand()
    : OperatorCommand("list-workspaces", "List the workspaces and their credits")
{
    public override async Task<CommandResult> RunAsync(ParseResult line, IServiceProvider services)
    {
        var all = await services.GetRequiredService<WorkspaceDirectory>().ListAsync(CancellationToken.None);
        return CommandResult.Done(OperatorText.Table(
            ["WORKSPACE", "MADE", "CREDITS", "NAME"],
            all.Select(entry => new[]
            {
                RowKey.Text(RowKind.Workspace, entry.Workspace.Id), OperatorText.Time(entry.Workspace.CreatedAt),
                entry.Credits.ToString(CultureInfo.InvariantCulture), entry.Workspace.Name,
            })));
    }
}
