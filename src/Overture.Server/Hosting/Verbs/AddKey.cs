using Overture.Server.Workspaces;

namespace Overture.Server.Hosting.Verbs;

internal sealed class AddKey : Verb
{
    public override string Name => "add-key";

    public override string Operands => "WORKSPACE";

    public override string Switch => "name";

    public override string Meaning => "make a key for a workspace; prints it this once, only its hash is kept";

    public override async Task<VerbResult> RunAsync(Command command, IServiceProvider services)
    {
        var (workspaceId, name) = (command.Operands[0], command.SwitchValue ?? "API key");
        if (OperatorText.FaultOf(name) is { } fault) return VerbResult.Misused(fault);
        if (!await services.GetRequiredService<WorkspaceDirectory>().HasAsync(workspaceId, CancellationToken.None))
            return VerbResult.NoWorkspace(workspaceId);
        var (id, key) = await services.GetRequiredService<IssuedKeys>().AddAsync(workspaceId, name.Trim(), CancellationToken.None);
        return VerbResult.Done(key, $"This is the key with the id {id}; it is not shown again.");
    }
}
