using System.Globalization;

namespace Overture.Server.Http;

/// <summary>Reads whole numbers from the query. The first of several names that is given counts.</summary>
internal static class QueryNumber
{
    public static Result<int> Read(
        HttpContext http, int byDefault, (int Least, int Most) bounds, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            var text = http.Request.Query[name].ToString();
            if (text.Length == 0) continue;
            return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && number >= bounds.Least && number <= bounds.Most
                ? number
                : Refusal.Invalid(FormattableString.Invariant(
                    $"{name} must be a whole number from {bounds.Least} to {bounds.Most}."));
        }

        return byDefault;
    }
}
