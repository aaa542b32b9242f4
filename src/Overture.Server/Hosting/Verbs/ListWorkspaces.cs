using System.Globalization;
using Overture.Server.Workspaces;

namespace Overture.Server.Hosting.Verbs;

internal sealed class ListWorkspaces : Verb
{
    public override string Name => "list-workspaces";

    public override string Meaning => "list the workspaces with their credits";

    public override async Task<VerbResult> RunAsync(Command command, IServiceProvider services)
    {
        var all = await services.GetRequiredService<WorkspaceDirectory>().ListAsync(CancellationToken.None);
        return VerbResult.Done(OperatorText.Table(
            ["WORKSPACE", "MADE", "CREDITS", "NAME"],
            all.Select(entry => new[]
            {
                entry.Workspace.Id, OperatorText.Time(entry.Workspace.CreatedAt),
                entry.Credits.ToString(CultureInfo.InvariantCulture), entry.Workspace.Name,
            })));
    }
}
