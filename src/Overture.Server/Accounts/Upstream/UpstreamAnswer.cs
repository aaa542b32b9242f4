using System.Diagnostics.CodeAnalysis;
using Overture.Connectors;
using Overture.Server.Http;

namespace Overture.Server.Accounts.Upstream;

/// <summary>
/// What a call of the platform came to: a value, or a failure with the refusal that it means for the caller.
/// </summary>
internal readonly struct UpstreamAnswer<T>
    where T : class
{
    public UpstreamAnswer(T value) => Value = value;

    /// <summary>The platform was not asked.</summary>
    public UpstreamAnswer(Refusal refusal) => Refusal = refusal;

    public UpstreamAnswer(Failure failure, Refusal refusal) => (Failure, Refusal) = (failure, refusal);

    public T? Value { get; }

    public Failure? Failure { get; }

    public Refusal? Refusal { get; }

    public bool Succeeded([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Refusal? refusal)
    {
        value = Value;
        refusal = Refusal;
        return value is not null;
    }
}
