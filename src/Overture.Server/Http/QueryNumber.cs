using System.Globalization;
using Overture.Client.Contract;

namespace Overture.Server.Http;

/// <summary>Reads whole numbers from the query; the first of several names that is given counts.</summary>
internal static class QueryNumber
{
    public static long Read(
        HttpContext http, long byDefault, long least, long most, ref Refusal? refusal, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            var text = http.Request.Query[name].ToString();
            if (text.Length == 0) continue;
            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && number >= least && number <= most) return number;
            refusal ??= new Refusal(Reason.InvalidParameter, FormattableString.Invariant(
                $"{name} must be a whole number from {least} to {most}."));
            return byDefault;
        }

        return byDefault;
    }
}
