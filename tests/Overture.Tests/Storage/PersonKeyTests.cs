using System.Buffers.Text;
using System.Text;
using CsCheck;
using Overture.Server.Storage;

namespace Overture.Tests.Storage;

public sealed class PersonKeyTests
{
    private const string MemberId = "ACoAABbBzg0Bq-x_9y8Zk3L5m7N1p2Q4r6S8t0U";

    private static readonly Gen<string> MemberIds =
        Gen.Byte.Array[0, 40].Select(bytes => Base64Url.EncodeToString(bytes));

    private static readonly Gen<string> Base64UrlTexts =
        Gen.Char["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].Array[1, 41]
            .Select(letters => new string(letters));

    private static readonly Gen<string> Slugs = Gen.OneOf(
        Gen.Char["abcxyz0123456789-_'éüßжש中あ"].Array[1, 40].Select(letters => new string(letters)),
        Gen.OneOf("jane-🚀-doe", "👩\u200D💻", "josé", "jose\u0301", "می\u200Cخواهم", "प्रिया-शर्मा"));

    [Fact]
    public void A_member_id_survives_the_round_trip() =>
        Gen.OneOf(MemberIds.Where(id => id.Length > 0), Base64UrlTexts).Sample(AssertRoundTrip);

    [Fact]
    public void A_slug_survives_the_round_trip() => Slugs.Sample(slug => AssertRoundTrip(PersonKey.OfSlug(slug)));

    [Fact]
    public void Any_text_without_half_a_surrogate_pair_survives_the_round_trip() =>
        Gen.String.Where(IsUnicode).Sample(AssertRoundTrip);

    [Fact]
    public void Different_keys_have_different_bytes() =>
        Gen.Select(Keys(), Keys()).Sample((one, other) =>
            Assert.Equal(one == other, PersonKey.ToBytes(one).SequenceEqual(PersonKey.ToBytes(other))));

    [Fact]
    public void A_member_id_takes_three_quarters_of_its_length_and_one_byte()
    {
        var bytes = PersonKey.ToBytes(MemberId);

        Assert.Equal((1, 1 + (MemberId.Length * 3 / 4)), (bytes[0], bytes.Length));
    }

    [Theory]
    [InlineData("A")] // No whole byte.
    [InlineData("AB")] // The last letter has bits that no byte holds.
    [InlineData("AAB")]
    [InlineData("AA==")] // Padding.
    [InlineData("AAA=")]
    [InlineData("AA AA")] // A decoder skips white space.
    [InlineData("AAAA\n")]
    [InlineData("AA+A")] // Base64, but not base64url.
    [InlineData("jané")]
    [InlineData("a.b")]
    public void A_key_that_does_not_decode_to_itself_is_stored_as_text(string key)
    {
        var bytes = PersonKey.ToBytes(key);

        Assert.Equal([2, .. Encoding.UTF8.GetBytes(key)], bytes);
        Assert.Equal(key, PersonKey.FromBytes(bytes));
    }

    [Theory]
    [InlineData("AA", new byte[] { 1, 0 })]
    [InlineData("AAA", new byte[] { 1, 0, 0 })]
    [InlineData("_-8A", new byte[] { 1, 0xFF, 0xEF, 0x00 })]
    public void A_canonical_base64url_key_is_stored_decoded(string key, byte[] expected) =>
        Assert.Equal(expected, PersonKey.ToBytes(key));

    [Fact]
    public void Letter_case_of_a_member_id_counts() => Assert.NotEqual(
        PersonKey.ToBytes(MemberId), PersonKey.ToBytes(MemberId.ToLowerInvariant()));

    [Fact]
    public void Letter_case_of_a_slug_does_not_count()
    {
        Assert.Equal("slug:jürgen-müller", PersonKey.OfSlug("JÜRGEN-Müller"));
        Assert.Equal("jürgen-müller", PersonKey.SlugOf(PersonKey.OfSlug("JÜRGEN-Müller")));
        Assert.Equal([3, .. "jane"u8], PersonKey.ToBytes(PersonKey.OfSlug("Jane")));
    }

    [Theory]
    [InlineData("slug:jane", true)]
    [InlineData("slug:", true)]
    [InlineData("Slug:jane", false)]
    [InlineData("slug", false)]
    [InlineData(MemberId, false)]
    public void A_slug_is_known_by_its_prefix(string key, bool expected) =>
        Assert.Equal(expected, PersonKey.IsSlug(key));

    private static Gen<string> Keys() =>
        Gen.OneOf(MemberIds, Base64UrlTexts, Slugs, Slugs.Select(PersonKey.OfSlug), Gen.Const(MemberId));

    private static void AssertRoundTrip(string key) => Assert.Equal(key, PersonKey.FromBytes(PersonKey.ToBytes(key)));

    private static bool IsUnicode(string text)
    {
        for (var index = 0; index < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, index, out var rune)) return false;
            index += rune.Utf16SequenceLength;
        }

        return true;
    }
}
