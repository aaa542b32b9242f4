using Overture.Server.Workspaces;

namespace Overture.Server.Hosting.Verbs;

internal sealed class AddWorkspace : Verb
{
    public override string Name => "add-workspace";

    public override string Operands => "NAME";

    public override string Meaning => "make a workspace with an empty balance; prints its id";

    public override async Task<VerbResult> RunAsync(Command command, IServiceProvider services)
    {
        var name = command.Operands[0];
        if (OperatorText.FaultOf(name) is { } fault) return VerbResult.Misused(fault);
        return VerbResult.Done(
            await services.GetRequiredService<WorkspaceDirectory>().AddAsync(name.Trim(), CancellationToken.None));
    }
}
