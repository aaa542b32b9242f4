namespace Overture.Server.Storage;

/// <summary>The types that parameters of a statement may have.</summary>
internal enum SqlType
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>A whole number: an id, an enum, or an instant in Unix milliseconds.</summary>
    Number,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>Bytes as they are.</summary>
    Bytes,
}

/// <summary>
/// A parameter of a statement. A null has a type too: without one, PostgreSQL would plan the statement each time.
/// </summary>
internal readonly record struct SqlValue : IComparable<SqlValue>
{
    private readonly object? _reference;
    private readonly long _number;

    private SqlValue(SqlType type, object? reference) =>
        (Type, IsNull, _reference) = (type, reference is null, reference);

    private SqlValue(SqlType type, long? number) => (Type, IsNull, _number) = (type, number is null, number ?? 0);

    public SqlType Type { get; }

    public bool IsNull { get; }

    public string? Text => _reference as string;

    public long? Number => IsNull ? null : _number;

    public bool? Flag => IsNull ? null : _number != 0;

    public byte[]? Bytes => _reference as byte[];

    public static implicit operator SqlValue(string? text) => new(SqlType.Text, text);

    public static implicit operator SqlValue(long? number) => new(SqlType.Number, number);

    public static implicit operator SqlValue(bool flag) => new(SqlType.Flag, flag ? 1L : 0L);

    public static implicit operator SqlValue(byte[]? bytes) => new(SqlType.Bytes, bytes);

    public static implicit operator SqlValue(DateTimeOffset instant) =>
        new(SqlType.Number, instant.ToUnixTimeMilliseconds());

    public static implicit operator SqlValue(DateTimeOffset? instant) =>
        new(SqlType.Number, instant?.ToUnixTimeMilliseconds());

    /// <summary>Adds what two statements do to the same number.</summary>
    public static SqlValue operator +(SqlValue left, SqlValue right) => new(SqlType.Number, left.Number + right.Number);

    /// <summary>An enum's number; null stays null.</summary>
    public static SqlValue Of<T>(T? value)
        where T : struct, Enum => new(SqlType.Number, value is { } known ? Convert.ToInt64(known, null) : null);

    /// <summary>
    /// One order for all nodes. It only has to be the same everywhere; it need not be the database's.
    /// </summary>
    public int CompareTo(SqlValue other) => Type switch
    {
        SqlType.Text => string.CompareOrdinal(Text, other.Text),
        SqlType.Number or SqlType.Flag => _number.CompareTo(other._number),
        SqlType.Bytes => Bytes.AsSpan().SequenceCompareTo(other.Bytes),
    };

    /// <summary>Whether two keys are the same.</summary>
    public bool IsSame(SqlValue other) => IsNull == other.IsNull && CompareTo(other) == 0;
}
