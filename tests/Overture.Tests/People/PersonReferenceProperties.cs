using System.Text;
using CsCheck;
using Overture.Server.People;

namespace Overture.Tests.People;

public sealed class PersonReferenceProperties
{
    private static readonly string[] Before =
    [
        "", "/in/", "in/", "linkedin.com/in/", "https://www.linkedin.com/in/", "HTTP://DE.LinkedIn.com./IN/",
        "//m.linkedin.com/in/", "https://www.linkedin.com:443/mwlite/in/", " https://touch.linkedin.com/comm/in/",
    ];

    private static readonly string[] After =
        ["", "/", "/de-de", "/details/experience/", "?trk=a/b", "/#top", "/en/?x=1#y", " "];

    // Letters of several scripts, marks that compose, digits, the ASCII marks, an emoji with its skin tone.
    private static readonly string[] Alphabet =
    [
        .. "abcxyzABCXYZ0123456789-_'éüßıİжש中あकि́".EnumerateRunes().Select(rune => rune.ToString()), "👍🏽",
        "👩\u200D💻", "\u202A", "\u202C", "\u200F", "\u00AD", "\u200B",
    ];

    private static readonly Gen<string> Slugs =
        Gen.Select(Gen.OneOf("", "\u202A", "\u200F"), Gen.OneOf(Alphabet).Array[1, 40])
            .Select((mark, parts) => mark + "j" + string.Concat(parts));

    private static readonly string[] Fragments =
    [
        "https://", "http:", "//", "/", "\\", "linkedin.com", "www.", "lnkd.in", ":", "@", ".", "..", "%", "%2", "%2e",
        "%C3", "%00", "/in/", "in", "me", "company", "sales", "urn:li:", "fsd_profile:", "ACoAABbBzg0Bq", "?", "#",
        "jane", " ",
        "\u200D", "\uFEFF", "\uD83D", "\uDE80", "\uFFFE", "\u0301", "é",
        "\u202A", "{{", "}}", "undefined", "%NAME%", "sales/people/", "ACwAABbBzg0Bq", ",", "profile",
    ];

    [Fact]
    public void A_slug_survives_every_decoration() =>
        Gen.Select(Slugs, Gen.OneOf(Before), Gen.OneOf(After), Gen.Bool).Sample((slug, before, after, isEncoded) =>
        {
            var isBare = before.Length == 0;
            var text = before + (isEncoded ? Uri.EscapeDataString(slug) : slug) + (isBare ? "" : after);

            var result = PersonReference.Parse(text, null, null);

            Assert.True(result.Succeeded(out var reference, out var refusal), refusal?.Message);
            Assert.Equal(slug.Normalize(NormalizationForm.FormC), reference.Primary.Value);
        });

    [Fact]
    public void Reading_a_result_again_returns_the_same_result() =>
        Gen.OneOf(Fragments).Array[1, 12].Select(string.Concat).Sample(text =>
        {
            if (PersonReference.Parse(text, null, null).Succeeded(out var reference, out _))
            {
                Assert.Equal(reference, PersonReference.Parse(null, null, reference.Primary.Value).ValueOrThrow());
            }
        });

    [Fact]
    public void No_text_throws_and_every_refusal_is_printable() =>
        Gen.OneOf(Gen.String, Gen.OneOf(Fragments).Array[0, 12].Select(string.Concat), Gen.String.Select(Decorate))
            .Sample(text =>
            {
                var result = PersonReference.Parse(text, text, text);

                Assert.Equal(result.Succeeded(out var reference, out var refusal), reference is not null);
                Assert.Equal(reference is null, refusal is not null);
                Assert.DoesNotContain(refusal?.Message ?? "", character => char.IsControl(character));
            });

    private static string Decorate(string text) => "https://www.linkedin.com/in/" + text + "/";
}
