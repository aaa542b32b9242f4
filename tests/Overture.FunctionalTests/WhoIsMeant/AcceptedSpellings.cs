namespace Overture.FunctionalTests.WhoIsMeant;

/// <summary>Spellings of one person. <c>MEMBER-ID</c> stands for the person's member id.</summary>
internal static class AcceptedSpellings
{
    public const string MemberId = "MEMBER-ID";

    public const string SalesId = "SALES-ID";

    public const string Numbered = "person-7";

    public const string Unicode = "zoë-müller-東京";

    public static readonly string[] LinksToNumbered =
    [
        "https://www.linkedin.com/in/person-7",
        "https://www.linkedin.com/in/person-7/",
        "http://www.linkedin.com/in/person-7",
        "https://linkedin.com/in/person-7",
        "www.linkedin.com/in/person-7",
        "linkedin.com/in/person-7/",
        "//www.linkedin.com/in/person-7",
        "/in/person-7",
        "in/person-7",
        "HTTPS://WWW.LINKEDIN.COM/IN/person-7",
        "https://www.linkedin.com/in/PERSON-7",
        "https://de.linkedin.com/in/person-7",
        "https://uk.linkedin.com/in/person-7/",
        "https://br.linkedin.com/in/person-7",
        "https://m.linkedin.com/in/person-7",
        "https://touch.www.linkedin.com/in/person-7",
        "https://www.linkedin.com./in/person-7",
        "https://www.linkedin.com:443/in/person-7",
        "http://www.linkedin.com:80/in/person-7",
        "https://www.linkedin.com/in/person-7?originalSubdomain=de",
        "https://www.linkedin.com/in/person-7/?trk=public_profile&x=%2Fin%2Fperson-8",
        "https://www.linkedin.com/in/person-7?next=https://www.linkedin.com/in/person-8",
        "https://www.linkedin.com/in/person-7#experience",
        "https://www.linkedin.com/in/person-7/?#",
        "https://www.linkedin.com/in/person-7/en",
        "https://www.linkedin.com/in/person-7/de-de",
        "https://www.linkedin.com/in/person-7/zh_CN/",
        "https://www.linkedin.com/in/person-7/?locale=en_US",
        "https://www.linkedin.com/in/person-7/details/experience/",
        "https://www.linkedin.com/in/person-7/overlay/contact-info/",
        "https://www.linkedin.com/in/person-7/recent-activity/all/",
        "https://www.linkedin.com/mwlite/in/person-7",
        "https://www.linkedin.com/comm/in/person-7?midToken=AQ&trk=eml",
        "https://www.linkedin.com//in//person-7//",
        "https://www.linkedin.com/in/%70erson-7",
        "https://www.linkedin.com/in/person%2D7",
        "https://www.linkedin.com/in/person%2d7/",
        "  https://www.linkedin.com/in/person-7 \r\n",
        "\t\u00A0https://www.linkedin.com/in/person-7\u3000",
        "\uFEFFhttps://www.linkedin.com/in/person-7",
        "\u202Ahttps://www.linkedin.com/in/person-7/\u202C",
        "https://www.linkedin.com/mwlite/profile/in/person-7",
        "person-7",
    ];

    public static readonly string[] LinksByMemberId =
    [
        "https://www.linkedin.com/in/MEMBER-ID",
        "https://www.linkedin.com/in/MEMBER-ID/",
        "http://de.linkedin.com/in/MEMBER-ID?trk=x",
        "linkedin.com/in/MEMBER-ID/de-de",
        "/in/MEMBER-ID",
        "urn:li:fsd_profile:MEMBER-ID",
    ];

    /// <summary><c>SALES-ID</c> stands for the id that the person has in Sales Navigator.</summary>
    public static readonly string[] LinksOfSalesNavigator =
    [
        "https://www.linkedin.com/sales/people/SALES-ID,name,x1",
        "https://www.linkedin.com/sales/lead/SALES-ID,NAME_SEARCH,x1?_ntb=1",
        "https://www.linkedin.com/sales/people/MEMBER-ID,name,x1",
        "https://www.linkedin.com/in/SALES-ID",
        "urn:li:fs_salesProfile:(SALES-ID,NAME_SEARCH,x1)",
        "SALES-ID",
    ];

    public static readonly string[] IdentifiersOfNumbered =
    [
        "person-7",
        " person-7\n",
        "Person-7",
        "person%2D7",
        "https://www.linkedin.com/in/person-7/",
        "MEMBER-ID",
        "  MEMBER-ID",
        "urn:li:fsd_profile:MEMBER-ID",
        "urn:li:fs_miniProfile:MEMBER-ID",
        "URN:LI:FSD_PROFILE:MEMBER-ID",
        "urn%3Ali%3Afsd_profile%3AMEMBER-ID",
    ];

    public static readonly string[] LinksToUnicode =
    [
        "https://www.linkedin.com/in/zoë-müller-東京",
        "https://www.linkedin.com/in/zo%C3%AB-m%C3%BCller-%E6%9D%B1%E4%BA%AC",
        "https://jp.linkedin.com/in/zo%c3%ab-m%c3%bcller-%e6%9d%b1%e4%ba%ac/",
        "https://www.linkedin.com/in/zoë-m%C3%BCller-東京?trk=x",
        "https://www.linkedin.com/in/zoe\u0308-mu\u0308ller-東京",
        "https://www.linkedin.com/in/zoe%CC%88-mu%CC%88ller-東京/en",
        "https://www.linkedin.com/in/ZOË-MÜLLER-東京",
        "zoë-müller-東京",
        "https://www.linkedin.com/in/MEMBER-ID",
    ];
}
