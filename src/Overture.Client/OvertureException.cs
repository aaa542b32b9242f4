namespace Overture.Client;

/// <summary>
/// Thrown by <see cref="OvertureResult{T}.GetOrThrow"/> for a refusal, and by every call if the answer is not one that
/// this client understands.
/// </summary>
/// <remarks>
/// <see cref="Refusal"/> is null if the client does not understand the answer. The gateway might have acted, so retry
/// only with the same idempotency key. The message never contains the API key or an unreadable body.
/// </remarks>
public sealed class OvertureException : Exception
{
    internal OvertureException(Refusal refusal)
        : base($"The gateway refused: {refusal}")
    {
        Refusal = refusal;
        Status = refusal.Status;
        RequestId = refusal.RequestId;
    }

    internal OvertureException(string fault, int status, string? requestId)
        : base($"This client does not understand the answer (status {status}): {fault}.")
    {
        Status = status;
        RequestId = requestId;
    }

    /// <summary>The refusal; null if the client does not understand the answer.</summary>
    public Refusal? Refusal { get; }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>Identifies the request in the gateway's log; null if the answer has no id.</summary>
    public string? RequestId { get; }
}
