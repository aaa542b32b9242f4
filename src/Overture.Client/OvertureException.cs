namespace Overture.Client;

/// <summary>
/// Thrown for two things: <see cref="OvertureResult{T}.GetOrThrow"/> met a <see cref="Refusal"/>, or what answered is no
/// gateway that this client understands (no JSON, another shape, a redirect), and <see cref="Refusal"/> is null. In the
/// second case nobody knows whether the gateway acted: repeat an invitation only with its idempotency key. The message
/// never holds the API key or the body of an answer that could not be read.
/// </summary>
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
        : base($"The answer (status {status}) is not one this client understands: {fault}.")
    {
        Status = status;
        RequestId = requestId;
    }

    /// <summary>What the gateway refused; null when the answer could not be understood.</summary>
    public Refusal? Refusal { get; }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>Names the request in the gateway's log; null when the answer named none.</summary>
    public string? RequestId { get; }
}
