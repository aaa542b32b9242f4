using Overture.Server.Workspaces;

namespace Overture.Server.Hosting.Verbs;

internal sealed class ListKeys : Verb
{
    public override string Name => "list-keys";

    public override string Operands => "WORKSPACE";

    public override string Meaning => "list the keys of a workspace, revoked ones included";

    public override async Task<VerbResult> RunAsync(Command command, IServiceProvider services)
    {
        var workspaceId = command.Operands[0];
        if (!await services.GetRequiredService<WorkspaceDirectory>().HasAsync(workspaceId, CancellationToken.None))
            return VerbResult.NoWorkspace(workspaceId);
        var keys = await services.GetRequiredService<IssuedKeys>().ListAsync(workspaceId, CancellationToken.None);
        return VerbResult.Done(OperatorText.Table(
            ["KEY", "MADE", "REVOKED", "NAME"],
            keys.Select(key => new[]
            {
                key.Id, OperatorText.Time(key.CreatedAt), key.RevokedAt is { } time ? OperatorText.Time(time) : "-", key.Name,
            })));
    }
}
