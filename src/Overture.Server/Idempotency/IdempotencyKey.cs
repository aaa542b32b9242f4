namespace Overture.Server.Idempotency;

/// <summary>A caller's name for one request, with a hash of what was asked under it.</summary>
[GenerateSerializer, Immutable, Alias("overture.idempotency-key")]
internal sealed record IdempotencyKey([property: Id(0)] string Value, [property: Id(1)] byte[] RequestHash)
{
    public const int MaxLength = 255;

    /// <summary>True for 1 to 255 visible ASCII characters.</summary>
    public static bool IsWellFormed(string value) =>
        value.Length is > 0 and <= MaxLength && !value.AsSpan().ContainsAnyExceptInRange('!', '~');

    public bool IsOf(byte[] requestHash) => RequestHash.AsSpan().SequenceEqual(requestHash);

    public override string ToString() => nameof(IdempotencyKey);
}
