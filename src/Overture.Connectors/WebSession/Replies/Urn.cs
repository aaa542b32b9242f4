using System.Globalization;

namespace Overture.Connectors.WebSession.Replies;

/// <summary>The platform's names for its entities.</summary>
internal static class Urn
{
    public const string Profile = "urn:li:fsd_profile:";
    public const string MemberRelationship = "urn:li:fsd_memberRelationship:";
    private const string MiniProfile = "urn:li:fs_miniProfile:";

    /// <summary>The member id in a profile's urn, new or old spelling; null for any other urn.</summary>
    public static string? MemberId(string? urn)
    {
        if (urn is null) return null;
        var id = urn.StartsWith(Profile, StringComparison.Ordinal) ? urn[Profile.Length..]
            : urn.StartsWith(MiniProfile, StringComparison.Ordinal) ? urn[MiniProfile.Length..]
            : "";
        return id.Length > 0 ? id : null;
    }

    /// <summary>
    /// An invitation's number, shared by <c>invitation</c>, <c>fsd_invitation</c> and <c>fs_relInvitation</c>.
    /// </summary>
    public static long? InvitationId(string? urn)
    {
        if (urn is null || !urn.StartsWith("urn:li:", StringComparison.Ordinal)) return null;
        var colon = urn.LastIndexOf(':');
        return urn.AsSpan(0, colon).EndsWith("invitation", StringComparison.OrdinalIgnoreCase)
            && long.TryParse(urn.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number > 0
                ? number
                : null;
    }
}
