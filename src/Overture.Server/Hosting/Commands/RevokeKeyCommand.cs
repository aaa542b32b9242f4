using System.CommandLine;
using System.Globalization;
using Overture.Server.Queue;
using Overture.Server.Storage;
using Overture.Server.Workspaces;

namespace Overture.Server.Hosting.Commands;

internal sealed class RevokeKeyCommand : OperatorCommand
{
    private readonly Argument<string> _keyId = new("KEY_ID");

    private readonly Option<bool> _cancelQueued = new("--cancel-queued")
    {
        Description = "Also cancel what the key has queued, instead of holding it",
    };

    public RevokeKeyCommand()
        : base(
            "revoke-key",
            "Revoke an API key by its id; every node refuses it within 5 seconds, and what it has queued is held")
    {
        Arguments.Add(_keyId);
        Options.Add(_cancelQueued);
    }

    public override async Task<CommandResult> RunAsync(ParseResult line, IServiceProvider services)
    {
        var id = line.GetRequiredValue(_keyId);
        var keys = services.GetRequiredService<IssuedKeys>();
        var key = RowKey.Parse(RowKind.ApiKey, id);
        var isRevoked = key is null ? null : await keys.RevokeAsync(key.Value, CancellationToken.None);
        if (isRevoked is null)
        {
            // The argument is not repeated: it may be the key itself, which must not appear in a log of errors.
            return CommandResult.Refused(
                "There is no key with this id; list-keys lists them. "
                + "The id begins with key_, it is not the key itself.");
        }

        var cancels = line.GetValue(_cancelQueued);
        var stopped = await services.GetRequiredService<OperationRecords>().StopAllOfKeyAsync(
            key!.Value, cancels ? OperationState.Cancelled : OperationState.Held,
            services.GetRequiredService<TimeProvider>().GetUtcNow(), CancellationToken.None);
        var sentence = isRevoked.Value ? $"Key {id} is revoked." : $"Key {id} was already revoked.";
        if (stopped == 0) return isRevoked.Value ? CommandResult.Done(sentence) : CommandResult.Refused(sentence);
        var number = stopped.ToString(CultureInfo.InvariantCulture);
        return CommandResult.Done(cancels
            ? $"{sentence} {number} of its operations are cancelled."
            : $"{sentence} {number} of its queued operations are held; release_operations or cancel_operations "
                + "decides about them.");
    }
}
