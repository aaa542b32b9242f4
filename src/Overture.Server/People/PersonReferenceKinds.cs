using System.Collections.Frozen;

namespace Overture.Server.People;

/// <summary>Names what a link or URN stands for when it is not a person.</summary>
internal static class PersonReferenceKinds
{
    // Two segments before one: the first match decides.
    private static readonly FrozenDictionary<string, string> Paths = new Dictionary<string, string>
    {
        ["company"] = "a company page",
        ["company-beta"] = "a company page",
        ["organization"] = "a company page",
        ["school"] = "a school page",
        ["edu"] = "a school page",
        ["showcase"] = "a showcase page",
        ["products"] = "a product page",
        ["services"] = "a services page",
        ["jobs"] = "a job",
        ["job"] = "a job",
        ["posts"] = "a post",
        ["feed/update"] = "a post",
        ["feed/hashtag"] = "a hashtag",
        ["feed"] = "the feed",
        ["video"] = "a video",
        ["groups"] = "a group",
        ["events"] = "an event",
        ["newsletters"] = "a newsletter",
        ["pulse"] = "an article",
        ["today"] = "an article",
        ["advice"] = "an article",
        ["sales"] = "Sales Navigator",
        ["talent"] = "Recruiter",
        ["recruiter"] = "Recruiter",
        ["pub/dir"] = "a directory of people",
        ["directory"] = "a directory of people",
        ["pub"] = "an old public-profile link",
        ["profile"] = "an old profile link",
        ["learning"] = "a course",
        ["search"] = "a search",
        ["mynetwork"] = "the network page of the signed-in member",
        ["messaging"] = "the messages of the signed-in member",
        ["notifications"] = "the notifications of the signed-in member",
        ["authwall"] = "a sign-in page",
        ["login"] = "a sign-in page",
        ["uas"] = "a sign-in page",
        ["signup"] = "a sign-in page",
        ["checkpoint"] = "a sign-in page",
        ["redir"] = "a redirect",
        ["safety"] = "a redirect",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> UrnTypes = new Dictionary<string, string>
    {
        ["company"] = "a company",
        ["organization"] = "a company",
        ["fsd_company"] = "a company",
        ["fs_miniCompany"] = "a company",
        ["fs_normalized_company"] = "a company",
        ["school"] = "a school",
        ["fsd_school"] = "a school",
        ["fs_miniSchool"] = "a school",
        ["jobPosting"] = "a job",
        ["fsd_jobPosting"] = "a job",
        ["activity"] = "a post",
        ["share"] = "a post",
        ["ugcPost"] = "a post",
        ["group"] = "a group",
        ["fsd_group"] = "a group",
        ["event"] = "an event",
        ["fsd_professionalEvent"] = "an event",
        ["invitation"] = "an invitation",
        ["fsd_invitation"] = "an invitation",
        ["fs_salesCompany"] = "a company in Sales Navigator",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static string OwnProfile(string path) => $"the profile of the signed-in member ({path})";

    /// <summary>What the path leads to, with the path itself: <c>a company page (/company/acme)</c>.</summary>
    public static string OfPath(ReadOnlySpan<string> segments)
    {
        if (segments.Length == 0)
        {
            return "the front page (/)";
        }

        var two = segments.Length > 1 ? $"{segments[0]}/{segments[1]}" : segments[0];
        var path = PersonReferenceText.Quote("/" + two);
        if (segments[0].Equals("me", StringComparison.OrdinalIgnoreCase))
        {
            return OwnProfile(path);
        }

        return Paths.TryGetValue(two, out var kind) || Paths.TryGetValue(segments[0], out kind)
            ? $"{kind} ({path})"
            : $"a page of another kind ({path})";
    }

    /// <summary>
    /// What a URN of this type stands for; null for a type that may be a person or is not known here.
    /// </summary>
    public static string? OfUrn(string type) => UrnTypes.GetValueOrDefault(type);
}
