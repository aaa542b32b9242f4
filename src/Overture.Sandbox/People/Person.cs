using System.Globalization;

namespace Overture.Sandbox.People;

internal enum PictureKind
{
    None,
    Plain,
    Framed,
}

/// <summary>A person's profile. Everything follows from the key; nothing is stored.</summary>
internal readonly record struct Person(
    PersonKey Key, string Slug, string MemberId, string FirstName, string LastName, string Headline)
{
    private const ulong NameSalt = 1;
    private const ulong LooksSalt = 2;
    private const string JohnDoePictures = "https://media.licdn.com/dms/image/";

    public Behaviour Behaviour => Key.Behaviour;

    public string ProfileUrn => "urn:li:fsd_profile:" + MemberId;

    public string MiniProfileUrn => "urn:li:fs_miniProfile:" + MemberId;

    public string RelationshipUrn => "urn:li:fsd_memberRelationship:" + MemberId;

    public string ConnectionUrn => "urn:li:fsd_connection:" + MemberId;

    public bool IsPremium => Key.Kind == PersonKind.Member ? Key.Ordinal % 10 == 0 : Looks % 7 == 0;

    /// <summary>2 or 3: the person's distance from every member who is not connected to them.</summary>
    public int Degree => Key.Kind == PersonKind.Numbered && Looks % 3 == 0 ? 3 : 2;

    public PictureKind Picture => Key.Kind != PersonKind.Numbered ? PictureKind.Plain : ((Looks >> 8) % 16) switch
    {
        0 => PictureKind.None,
        1 => PictureKind.Framed,
        _ => PictureKind.Plain,
    };

    public string PictureRoot => IsJohnDoe
        ? JohnDoePictures
        : string.Create(
            CultureInfo.InvariantCulture, $"{JohnDoePictures}v2/D4E03AQ{Looks:x16}/profile-displayphoto-shrink_");

    private bool IsJohnDoe => Key.Kind == PersonKind.Test && Key.Ordinal == 1;

    private ulong Looks => Key.Hash(LooksSalt);

    public static Person Of(PersonKey key)
    {
        var id = People.MemberId.Format(key);
        if (key.Kind == PersonKind.Test)
        {
            var test = TestPeople.Find(key)!;
            return new Person(key, test.Slug, id, test.FirstName, test.LastName, test.Headline);
        }

        var hash = key.Hash(NameSalt);
        return new Person(
            key,
            Slugs.Format(key),
            id,
            PersonNames.Pick(PersonNames.First, hash),
            PersonNames.Pick(PersonNames.Last, hash >> 8),
            HeadlineOf(hash));
    }

    public string PictureSegment(int pixels) => IsJohnDoe
        ? pixels == 200 ? "example.jpg" : string.Create(CultureInfo.InvariantCulture, $"example-{pixels}.jpg")
        : PictureSegments.Of(pixels);

    private static string HeadlineOf(ulong hash) => Headlines.All[(int)((hash >> 16) % (ulong)Headlines.All.Length)];
}
