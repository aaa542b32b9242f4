using System.Diagnostics.CodeAnalysis;

namespace Overture.Server.Http;

/// <summary>What was asked for, or why not: exactly one of the two.</summary>
internal readonly struct Result<T>
{
    private readonly T? _value;

    private Result(T? value, Refusal? refusal)
    {
        _value = value;
        Refusal = refusal;
    }

    public Refusal? Refusal { get; }

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);

    /// <summary>The value, where a refusal would be a fault of ours.</summary>
    public T ValueOrThrow() => Refusal is null ? _value! : throw new InvalidOperationException(Refusal.Text);

    public bool Succeeded([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Refusal? refusal)
    {
        value = _value;
        refusal = Refusal;
        return refusal is null;
    }
}
