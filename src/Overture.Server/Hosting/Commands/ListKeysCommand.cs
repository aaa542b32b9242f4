using System.CommandLine;
using Overture.Server.Storage;
using Overture.Server.Workspaces;

namespace Overture.Server.Hosting.Commands;

internal sealed class ListKeysCommand : OperatorCommand
{
    private readonly Argument<string> _workspace = new("WORKSPACE");

    public ListKeysCommand()
        : base("list-keys", "List a workspace's API keys, revoked ones included") => Arguments.Add(_workspace);

    public override async Task<CommandResult> RunAsync(ParseResult line, IServiceProvider services)
    {
        var workspace = line.GetRequiredValue(_workspace);
        if (await OperatorText.WorkspaceAsync(services, workspace) is not { } workspaceId)
        {
            return CommandResult.NoWorkspace(workspace);
        }

        var keys = await services.GetRequiredService<IssuedKeys>().ListAsync(workspaceId, CancellationToken.None);
        return CommandResult.Done(OperatorText.Table(
            ["KEY", "MADE", "REVOKED", "NAME"],
            keys.Select(key => new[]
            {
                RowKey.Text(RowKind.ApiKey, key.Id), OperatorText.Time(key.CreatedAt),
                key.RevokedAt is { } time ? OperatorText.Time(time) : "-", key.Name,
            })));
    }
}
