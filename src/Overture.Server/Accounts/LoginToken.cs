namespace Overture.Server.Accounts;

/// <summary>Takes a session token out of what people copy from a browser. Pure.</summary>
internal static class LoginToken
{
    private const string Cookie = "li_at";

    private static readonly char[] Margin = ['"', '\'', ' ', '\t', '\r', '\n', '\u00A0', '\uFEFF', '\u200B'];

    /// <summary>The token without the cookie's name, quotes, blanks, a last semicolon and other cookies.</summary>
    public static string Of(string text)
    {
        var parts = text.Trim(Margin).Split(';').Select(part => part.Trim(Margin)).Where(part => part.Length > 0)
            .ToList();
        return parts.Select(ValueOf).FirstOrDefault(value => value is not null)
            ?? (parts is [var only] ? only : string.Join(';', parts));
    }

    /// <summary>What follows <c>li_at=</c>; null when the part is no such cookie.</summary>
    private static string? ValueOf(string part)
    {
        var pair = part.Split('=', 2);
        var name = pair[0].Split(':')[^1].Trim(Margin);
        return pair.Length == 2 && name.Equals(Cookie, StringComparison.OrdinalIgnoreCase)
            ? pair[1].Trim(Margin)
            : null;
    }
}
