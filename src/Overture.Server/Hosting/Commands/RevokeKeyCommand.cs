using System.CommandLine;
using Overture.Server.Storage;
using Overture.Server.Workspaces;

namespace Overture.Server.Hosting.Commands;

internal sealed class RevokeKeyCommand : OperatorCommand
{
    private readonly Argument<string> _keyId = new("KEY_ID");

    public RevokeKeyCommand()
        : base("revoke-key", "Revoke an API key by its id; every node refuses it within 5 seconds") =>
        Arguments.Add(_keyId);

    public override async Task<CommandResult> RunAsync(ParseResult line, IServiceProvider services)
    {
        var id = line.GetRequiredValue(_keyId);
        var keys = services.GetRequiredService<IssuedKeys>();
        var key = RowKey.Parse(RowKind.ApiKey, id);
        return (key is null ? null : await keys.RevokeAsync(key.Value, CancellationToken.None)) switch
        {
            true => CommandResult.Done($"Key {id} is revoked."),
            false => CommandResult.Refused($"Key {id} was already revoked."),
            // The argument is not repeated: it may be the key itself, which must not appear in a log of errors.
            null => CommandResult.Refused(
                "There is no key with this id; list-keys lists them. "
                + "The id begins with key_, it is not the key itself."),
        };
    }
}
