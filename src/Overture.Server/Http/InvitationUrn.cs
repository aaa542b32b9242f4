using System.Globalization;

namespace Overture.Server.Http;

/// <summary>The contract's spelling of the upstream's names.</summary>
internal static class InvitationUrn
{
    public static string Of(long number) => string.Create(CultureInfo.InvariantCulture, $"urn:li:invitation:{number}");

    public static string OfProfile(string memberId) => $"urn:li:fsd_profile:{memberId}";
}
