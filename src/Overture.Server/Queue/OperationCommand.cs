using Overture.Server.Idempotency;

namespace Overture.Server.Queue;

/// <summary>Something that is to be done with one operation.</summary>
[GenerateSerializer, Immutable, Alias("overture.operation-command")]
internal sealed record OperationCommand(
    [property: Id(0)] string WorkspaceId,
    [property: Id(1)] string ApiKeyId,
    [property: Id(2)] string OperationId,
    [property: Id(3)] IdempotencyKey? IdempotencyKey)
{
    public override string ToString() => nameof(OperationCommand);
}
