using Overture.Client.Contract;
using Overture.Server.Idempotency;

namespace Overture.Server.Limits;

/// <summary>Limits of its own for an account, instead of those that it has.</summary>
[GenerateSerializer, Immutable, Alias("overture.limits-command")]
internal sealed record LimitsCommand(
    [property: Id(0)] string WorkspaceId,
    [property: Id(1)] string ApiKeyId,
    [property: Id(2)] string OwnJson,
    [property: Id(3)] IdempotencyKey? IdempotencyKey)
{
    public AccountLimits Own => StandingStore.OwnOf(OwnJson)!;

    public override string ToString() => nameof(LimitsCommand);
}
