using System.Diagnostics.CodeAnalysis;

namespace Overture.Connectors;

/// <summary>The result of a platform call: a value or a typed failure.</summary>
public readonly struct Answer<T>
    where T : class
{
    private Answer(T? value, Failure? failure)
    {
        Value = value;
        Failure = failure;
    }

    public T? Value { get; }

    public Failure? Failure { get; }

    public static implicit operator Answer<T>(T value) => new(value, null);

    public static implicit operator Answer<T>(Failure failure) => new(null, failure);

    public bool Succeeded([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Failure? failure)
    {
        value = Value;
        failure = Failure;
        return value is not null;
    }
}
