namespace Overture.Connectors.WebSession.Replies;

/// <summary>Reads the answer of <c>/me</c>.</summary>
internal static class OwnProfileReader
{
    /// <summary>Null when the body names no member, or names one that it does not include.</summary>
    public static OwnProfile? Read(ReplyDocument document)
    {
        var profile = document.Follow(document.Data, "miniProfile");
        var memberId = PersonReader.MemberId(profile);
        return memberId is null
            ? null
            : new OwnProfile(
                memberId,
                profile.Get("publicIdentifier").Text() ?? "",
                profile.Get("firstName").Text() ?? "",
                profile.Get("lastName").Text() ?? "",
                profile.Get("occupation").Text() ?? profile.Get("headline").Text() ?? "",
                document.Data.Get("premiumSubscriber").IsTrue());
    }
}
