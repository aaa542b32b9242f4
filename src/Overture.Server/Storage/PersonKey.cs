using System.Buffers.Text;
using System.Text;

namespace Overture.Server.Storage;

/// <summary>
/// Names a person in our records: the member id where it is known, otherwise <c>slug:</c> and the slug in lower case.
/// In the database it is a few bytes, because member ids are base64url of a number.
/// </summary>
internal static class PersonKey
{
    private const string SlugPrefix = "slug:";

    // The first byte of a key in the database.
    private const byte Decoded = 1;
    private const byte Verbatim = 2;
    private const byte Slug = 3;

    public static string OfSlug(string slug) => SlugPrefix + slug.ToLowerInvariant();

    public static bool IsSlug(string key) => key.StartsWith(SlugPrefix, StringComparison.Ordinal);

    /// <summary>The slug, in lower case, of a key that <see cref="IsSlug"/>.</summary>
    public static string SlugOf(string key) => key[SlugPrefix.Length..];

    public static byte[] ToBytes(string key)
    {
        if (IsSlug(key)) return [Slug, .. Encoding.UTF8.GetBytes(SlugOf(key))];
        var bytes = new byte[1 + key.Length];
        // Only a member id that comes back the same, letter for letter, is kept decoded.
        if (Base64Url.IsValid(key) && Base64Url.TryDecodeFromChars(key, bytes.AsSpan(1), out var length))
        {
            bytes[0] = Decoded;
            var decoded = bytes[..(1 + length)];
            if (FromBytes(decoded) == key) return decoded;
        }

        return [Verbatim, .. Encoding.UTF8.GetBytes(key)];
    }

    public static string FromBytes(byte[] bytes) => bytes[0] switch
    {
        Decoded => Base64Url.EncodeToString(bytes.AsSpan(1)),
        Slug => SlugPrefix + Encoding.UTF8.GetString(bytes.AsSpan(1)),
        _ => Encoding.UTF8.GetString(bytes.AsSpan(1)),
    };
}
