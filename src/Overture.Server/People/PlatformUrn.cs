using System.Globalization;

namespace Overture.Server.People;

/// <summary>The contract's spelling of the platform's names.</summary>
internal static class PlatformUrn
{
    public static string OfInvitation(long number) =>
        string.Create(CultureInfo.InvariantCulture, $"urn:li:invitation:{number}");

    public static string OfProfile(string memberId) => $"urn:li:fsd_profile:{memberId}";
}
