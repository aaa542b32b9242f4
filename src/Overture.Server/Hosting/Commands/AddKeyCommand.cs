using System.CommandLine;
using Overture.Server.Storage;
using Overture.Server.Workspaces;

namespace Overture.Server.Hosting.Commands;

internal sealed class AddKeyCommand : OperatorCommand
{
    private readonly Argument<string> _workspace = new("WORKSPACE");

    private readonly Option<string> _name = new TextOption("--name", "NAME", "The key's name");

    public AddKeyCommand()
        : base("add-key", "Create an API key for a workspace; prints the key once, only its hash is stored")
    {
        Arguments.Add(_workspace);
        Options.Add(_name);
    }

    public override async Task<CommandResult> RunAsync(ParseResult line, IServiceProvider services)
    {
        var workspace = line.GetRequiredValue(_workspace);
        var name = line.GetValue(_name) ?? "API key";
        if (OperatorText.FaultOfName(name) is { } fault) return CommandResult.Invalid(fault);
        if (await OperatorText.WorkspaceAsync(services, workspace) is not { } workspaceId)
        {
            return CommandResult.NoWorkspace(workspace);
        }

        var keys = services.GetRequiredService<IssuedKeys>();
        var (id, key) = await keys.AddAsync(workspaceId, name.Trim(), CancellationToken.None);
        return CommandResult.Done(
            key, $"This is the key with the id {RowKey.Text(RowKind.ApiKey, id)}; it is not shown again.");
    }
}
