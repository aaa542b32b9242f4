using System.Diagnostics.CodeAnalysis;
using Overture.Client.Contract;

namespace Overture.Client;

/// <summary>What the gateway answered: the data asked for, or a refusal. Exactly one of the two.</summary>
/// <typeparam name="T">What the call answers.</typeparam>
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

    /// <summary>What was asked for; null when the call was refused.</summary>
    public T? Data { get; }

    /// <summary>Why the call was refused; null when it succeeded.</summary>
    public Refusal? Refusal { get; }

    /// <summary>What was done, for whom, and what it cost; null only on a refusal that came without.</summary>
    public Metadata? Metadata { get; }

    /// <summary>Names the request in the gateway's log; null when the answer named none.</summary>
    public string? RequestId { get; }

    /// <summary>True when the answer was stored earlier under the same idempotency key, and nothing was done now.</summary>
    public bool IsReplayed { get; }

    /// <summary>True when the invitation was sent without its note, as <see cref="NotePolicy.Drop"/> allows.</summary>
    public bool NoteDropped { get; internal init; }

    /// <summary>Tells success from refusal.</summary>
    /// <param name="data">What was asked for; not null when the method returns true.</param>
    /// <param name="refusal">Why not; not null when the method returns false.</param>
    /// <returns>True when the call succeeded.</returns>
    public bool Succeeded([NotNullWhen(true)] out T? data, [NotNullWhen(false)] out Refusal? refusal)
    {
        data = Data;
        refusal = Refusal;
        return data is not null;
    }

    /// <summary>The data, for callers to whom a refusal is a fault.</summary>
    /// <returns>What was asked for.</returns>
    /// <exception cref="OvertureException">The call was refused; the exception carries the refusal.</exception>
    public T GetOrThrow() => Succeeded(out var data, out var refusal) ? data : throw new OvertureException(refusal);
}
