using System.Text;

namespace Overture.Connectors.WebSession.Replies;

/// <summary>Compares public identifiers, ignoring case, percent-encoding and Unicode composition.</summary>
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
            // A lone surrogate has no normal form; such a slug only equals itself.
            return decoded;
        }
    }
}
