namespace Overture.Server.Queue;

/// <summary>When each operation that waits will be tried, as things stand now: two lists of one length.</summary>
[GenerateSerializer, Immutable, Alias("overture.queue-times")]
internal sealed record QueueTimes(
    [property: Id(0)] IReadOnlyList<string> Operations, [property: Id(1)] IReadOnlyList<DateTimeOffset> Times)
{
    public DateTimeOffset? Of(string operationId)
    {
        for (var index = 0; index < Operations.Count; index++)
        {
            if (Operations[index] == operationId) return Times[index];
        }

        return null;
    }

    public override string ToString() => nameof(QueueTimes);
}
