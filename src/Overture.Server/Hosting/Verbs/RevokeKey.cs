using Overture.Server.Workspaces;

namespace Overture.Server.Hosting.Verbs;

internal sealed class RevokeKey : Verb
{
    public override string Name => "revoke-key";

    public override string Operands => "KEY_ID";

    public override string Meaning => "revoke a key by its id; it is refused everywhere within 5 seconds";

    public override async Task<VerbResult> RunAsync(Command command, IServiceProvider services)
    {
        var id = command.Operands[0];
        return await services.GetRequiredService<IssuedKeys>().RevokeAsync(id, CancellationToken.None) switch
        {
            true => VerbResult.Done($"Key {id} is revoked."),
            false => VerbResult.Refused($"Key {id} was revoked already."),
            // Whoever shows the key itself instead of its id must not find it in a log of errors.
            null => VerbResult.Refused("There is no key with this id; list-keys lists them. The id begins with key_, it is not the key itself."),
        };
    }
}
