using System.Buffers.Binary;
using System.Buffers.Text;

namespace Overture.Sandbox.People;

/// <summary>
/// A person's opaque id: "ACoAA" and 34 characters of base64url. It holds the person's scattered number and a checksum,
/// so a real id resolves without a table and a made-up one does not resolve.
/// </summary>
internal static class MemberId
{
    public const int Length = 39;
    private const string Prefix = "ACoAA";
    private const string SalesPrefix = "ACwAA";
    private const int PayloadLength = 25;
    private const ulong NumberSalt = 0x5a17_0c3d_9be4_26f1;

    public static string Format(PersonKey person) => string.Create(Length, person, static (characters, key) =>
    {
        Span<byte> payload = stackalloc byte[PayloadLength];
        var scattered = Mixing.Mix(key.Value ^ NumberSalt);
        BinaryPrimitives.WriteUInt64BigEndian(payload, scattered);
        BinaryPrimitives.WriteUInt64BigEndian(payload[8..], Mixing.Mix(scattered + 1));
        BinaryPrimitives.WriteUInt64BigEndian(payload[16..], Mixing.Mix(scattered + 2));
        payload[24] = (byte)Mixing.Mix(scattered + 3);
        Prefix.CopyTo(characters);
        Base64Url.EncodeToChars(payload, characters[Prefix.Length..]);
    });

    public static bool TryParse(ReadOnlySpan<char> id, out PersonKey person)
    {
        person = default;
        Span<byte> payload = stackalloc byte[PayloadLength];
        if (id.Length != Length || !id.StartsWith(Prefix, StringComparison.Ordinal) ||
            !Base64Url.IsValid(id[Prefix.Length..], out var length) || length != PayloadLength)
        {
            return false;
        }

        if (!Base64Url.TryDecodeFromChars(id[Prefix.Length..], payload, out _)) return false;
        var value = Mixing.Unmix(BinaryPrimitives.ReadUInt64BigEndian(payload)) ^ NumberSalt;
        return PersonKey.TryFromValue(value, out person) && id.SequenceEqual(Format(person));
    }

    /// <summary>The id of the same person in Sales Navigator: another prefix before the same letters.</summary>
    public static bool TryParseSales(string? id, out PersonKey person)
    {
        person = default;
        return id is not null && id.StartsWith(SalesPrefix, StringComparison.Ordinal)
            && TryParse(Prefix + id[SalesPrefix.Length..], out person);
    }
}
