using System.Buffers.Binary;
using System.Buffers.Text;
using Overture.Server.Storage;

namespace Overture.Bench.Filling;

/// <summary>Members of the network, by number.</summary>
internal static class FilledPeople
{
    private const string Prefix = "ACoAA";
    private const int Bytes = 25;
    private const string PictureUrl = "https://media.licdn.com/dms/image/v2/D4E03AQfd0b5bbc6a3bd2e8/"
        + "profile-displayphoto-shrink_200_200/0/1517757008397";

    public static Table Table(long count) => new(
        "people",
        ["member_id", "public_identifier", "first_name", "last_name", "headline", "picture_url", "seen_at"],
        LongRange.To(count).Select(n => new object?[]
        {
            KeyOf(n, count), $"filled-{n}", "Aoife", "Johansson", "Research Fellow at Meridian Travel", PictureUrl,
            FilledAccounts.Start.ToUnixTimeMilliseconds(),
        }));

    /// <summary>
    /// A member id as long and as scattered as the sandbox's. Ids rise with the number, so that an index is filled in
    /// order.
    /// </summary>
    public static string MemberIdOf(long number, long of)
    {
        Span<byte> id = stackalloc byte[Bytes];
        BinaryPrimitives.WriteUInt64BigEndian(id, ulong.MaxValue / (ulong)of * (ulong)number);
        BinaryPrimitives.WriteInt64BigEndian(id[sizeof(long)..], number);
        return Prefix + Base64Url.EncodeToString(id);
    }

    /// <summary>The member id as the database keeps it.</summary>
    public static byte[] KeyOf(long number, long of) => PersonKey.ToBytes(MemberIdOf(number, of));
}
