using System.Text;

namespace Overture.Connectors.WebSession.Replies;

/// <summary>Compares public identifiers, which travel encoded or not, composed or not, in any case.</summary>
internal static class Slug
{
    public static bool Same(string? left, string? right) =>
        !string.IsNullOrEmpty(left) && !string.IsNullOrEmpty(right)
        && (left.Equals(right, StringComparison.OrdinalIgnoreCase)
            || Canonical(left).Equals(Canonical(right), StringComparison.OrdinalIgnoreCase));

    private static string Canonical(string slug)
    {
        var decoded = Uri.UnescapeDataString(slug);
        try
        {
            return decoded.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair has no normal form; such a slug can only equal itself.
            return decoded;
        }
    }
}
