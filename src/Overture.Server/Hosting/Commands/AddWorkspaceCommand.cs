using System.CommandLine;
using Overture.Server.Storage;
using Overture.Server.Workspaces;

namespace Overture.Server.Hosting.Commands;

internal sealed class AddWorkspaceCommand : OperatorCommand
{
    private readonly Argument<string> _name = new("NAME");

    public AddWorkspaceCommand()
        : base("add-workspace", "Create a workspace without credits; prints its id") => Arguments.Add(_name);

    public override async Task<CommandResult> RunAsync(ParseResult line, IServiceProvider services)
    {
        var name = line.GetRequiredValue(_name);
        if (OperatorText.FaultOfName(name) is { } fault) return CommandResult.Invalid(fault);
        var id = await services.GetRequiredService<WorkspaceDirectory>().AddAsync(name.Trim(), CancellationToken.None);
        return CommandResult.Done(RowKey.Text(RowKind.Workspace, id));
    }
}
