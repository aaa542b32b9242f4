using System.Text.Json;
using Overture.Server.Http;
using Overture.Server.Idempotency;

namespace Overture.Server.Network;

/// <summary>One action of <c>POST /v2/network</c>: its name, how its parameters are read, and what it does.</summary>
internal interface INetworkAction
{
    string Name { get; }

    Task<WireAnswer> RunAsync(NetworkCall call, CancellationToken cancellationToken);
}

/// <summary>A call that has passed the checks all actions share.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="AccountId">An account of the caller's workspace.</param>
/// <param name="Params">The action's parameters as they came; undefined when absent.</param>
/// <param name="IdempotencyKey">The caller's name for this wish, if it gave one.</param>
internal sealed record NetworkCall(
    Caller Caller, string AccountId, JsonElement Params, IdempotencyKey? IdempotencyKey);
