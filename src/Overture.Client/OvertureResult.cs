using System.Diagnostics.CodeAnalysis;
using Overture.Client.Contract;

namespace Overture.Client;

/// <summary>The gateway's answer: either the data or a refusal.</summary>
/// <typeparam name="T">The data.</typeparam>
public sealed class OvertureResult<T>
    where T : class
{
    internal OvertureResult(T data, Metadata metadata, string? requestId, bool isReplayed)
    {
        Data = data;
        Metadata = metadata;
        RequestId = requestId;
        IsReplayed = isReplayed;
    }

    internal OvertureResult(Refusal refusal, Metadata? metadata, bool isReplayed)
    {
        Refusal = refusal;
        Metadata = metadata;
        RequestId = refusal.RequestId;
        IsReplayed = isReplayed;
    }

    /// <summary>The data; null if the call was refused.</summary>
    public T? Data { get; }

    /// <summary>The refusal; null if the call succeeded.</summary>
    public Refusal? Refusal { get; }

    /// <summary>What the gateway did, and what it cost; null only for a refusal without metadata.</summary>
    public Metadata? Metadata { get; }

    /// <summary>Identifies the request in the gateway's log; null if the answer has no id.</summary>
    public string? RequestId { get; }

    /// <summary>True if the answer was stored earlier under the same idempotency key.</summary>
    public bool IsReplayed { get; }

    /// <summary>True if the invitation was sent without its note (<see cref="NotePolicy.Drop"/>).</summary>
    public bool NoteDropped { get; internal init; }

    /// <summary>Separates success from refusal.</summary>
    /// <param name="data">The data; not null if the method returns true.</param>
    /// <param name="refusal">The refusal; not null if the method returns false.</param>
    /// <returns>True if the call succeeded.</returns>
    public bool Succeeded([NotNullWhen(true)] out T? data, [NotNullWhen(false)] out Refusal? refusal)
    {
        data = Data;
        refusal = Refusal;
        return data is not null;
    }

    /// <summary>Returns the data, and throws if the call was refused.</summary>
    /// <returns>The data.</returns>
    /// <exception cref="OvertureException">The call was refused; the exception carries the refusal.</exception>
    public T GetOrThrow() => Succeeded(out var data, out var refusal) ? data : throw new OvertureException(refusal);
}
