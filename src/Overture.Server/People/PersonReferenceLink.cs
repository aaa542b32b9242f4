using Overture.Server.Http;

namespace Overture.Server.People;

/// <summary>Reads a link: scheme, host and the part of the path that names somebody.</summary>
internal static class PersonReferenceLink
{
    private static readonly char[] AfterAuthority = ['/', '?', '#'];

    /// <summary>True for the network's hosts and for its link shortener.</summary>
    public static bool IsOwnHost(string host) => IsHostOf(host, "linkedin.com") || IsHostOf(host, "lnkd.in");

    public static Result<PersonReference> Read(string parameter, string text)
    {
        if (text.Contains('\\', StringComparison.Ordinal))
        {
            return PersonFault.Invalid(parameter, "has a backslash inside");
        }

        var schemeEnd = text.IndexOf("://", StringComparison.Ordinal);
        if (schemeEnd >= 0 && schemeEnd < text.IndexOfAny(AfterAuthority))
        {
            var scheme = text[..schemeEnd];
            return scheme.ToUpperInvariant() is "HTTP" or "HTTPS"
                ? ReadHost(parameter, text[(schemeEnd + 3)..])
                : PersonFault.Invalid(
                    parameter, $"has the scheme {PersonReferenceText.Quote(scheme)}; a link starts with https://");
        }

        if (text.StartsWith("//", StringComparison.Ordinal))
        {
            return ReadHost(parameter, text[2..]);
        }

        var isPathAlone = text[0] == '/' || text.StartsWith("in/", StringComparison.OrdinalIgnoreCase);
        return isPathAlone ? ReadPath(parameter, text) : ReadHost(parameter, text);
    }

    private static Result<PersonReference> ReadHost(string parameter, string text)
    {
        var end = text.IndexOfAny(AfterAuthority);
        var authority = end < 0 ? text : text[..end];
        if (authority.Contains('@', StringComparison.Ordinal))
        {
            return PersonFault.Invalid(parameter, "has user information (something with @) before the host");
        }

        var colon = authority.LastIndexOf(':');
        var host = colon < 0 ? authority : authority[..colon];
        var port = colon < 0 ? "" : authority[(colon + 1)..];
        if (host.ToUpperInvariant() is "" or "HTTP" or "HTTPS")
        {
            return PersonFault.Invalid(parameter, "has no host; a link starts with https://www.linkedin.com/in/");
        }

        if (IsHostOf(host, "lnkd.in"))
        {
            return PersonFault.NotAPerson(
                parameter, "a short link (lnkd.in), which may lead anywhere; open it and send the address it leads to");
        }

        if (!IsHostOf(host, "linkedin.com"))
        {
            return PersonFault.NotAPerson(parameter, $"another site ({PersonReferenceText.Quote(host)})");
        }

        return port is "" or "80" or "443"
            ? ReadPath(parameter, end < 0 ? "" : text[end..])
            : PersonFault.Invalid(parameter, $"has the port {PersonReferenceText.Quote(port)}; a link has none");
    }

    private static Result<PersonReference> ReadPath(string parameter, string pathAndMore)
    {
        var segments = pathAndMore.Split('?', '#')[0].Split('/', StringSplitOptions.RemoveEmptyEntries).AsSpan();
        foreach (var segment in segments)
        {
            if (segment.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase) is "." or "..")
            {
                return PersonFault.Invalid(parameter, "has a dot segment (/../) in its path");
            }
        }

        // The mobile site and the links in the network's mails put words before the same path.
        while (segments.Length > 1 && segments[0].ToUpperInvariant() is "MWLITE" or "COMM")
        {
            segments = segments[1..];
        }

        if (segments.Length > 1 && Is(segments[0], "profile") && Is(segments[1], "in"))
        {
            segments = segments[1..];
        }

        if (SalesPersonOf(segments) is { } id) return PersonReferenceSlug.Read(parameter, id);
        if (segments.Length == 0 || !Is(segments[0], "in"))
        {
            return PersonFault.NotAPerson(parameter, PersonReferenceKinds.OfPath(segments));
        }

        return ReadProfile(parameter, segments[1..]);
    }

    /// <summary>The id in a Sales Navigator link to a person: <c>/sales/people/ACwAA…,name,x1</c>.</summary>
    private static string? SalesPersonOf(ReadOnlySpan<string> segments)
    {
        if (segments.Length < 3 || !Is(segments[0], "sales") || !(Is(segments[1], "people") || Is(segments[1], "lead")))
        {
            return null;
        }

        var id = (PersonReferenceSlug.Decode(segments[2]) ?? "").Split(',')[0];
        return PersonReferenceSlug.IsMemberId(id) || PersonReferenceSlug.IsSalesId(id) ? id : null;
    }

    private static Result<PersonReference> ReadProfile(string parameter, ReadOnlySpan<string> segments)
    {
        if (segments.Length == 0)
        {
            return PersonFault.NotAPerson(parameter, "no profile in particular (nothing follows /in/)");
        }

        if (Is(segments[0], "me"))
        {
            return PersonFault.NotAPerson(parameter, PersonReferenceKinds.OwnProfile("/in/me"));
        }

        // What follows the slug (a locale, a tab, an overlay) does not change who is meant, unless it is a second link.
        foreach (var segment in segments[1..])
        {
            if (segment.Contains("linkedin.com", StringComparison.OrdinalIgnoreCase))
            {
                return PersonFault.Invalid(parameter, "holds more than one link");
            }
        }

        return PersonReferenceSlug.Read(parameter, segments[0]);
    }

    private static bool IsHostOf(string host, string domain)
    {
        var name = host.EndsWith('.') ? host.AsSpan(0, host.Length - 1) : host;
        if (!name.EndsWith(domain, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var labels = name[..^domain.Length];
        if (labels.IsEmpty)
        {
            return true;
        }

        foreach (var character in labels)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '.'))
            {
                return false;
            }
        }

        return labels[^1] == '.' && labels[0] != '.' && !labels.Contains("..", StringComparison.Ordinal);
    }

    private static bool Is(string segment, string name) => segment.Equals(name, StringComparison.OrdinalIgnoreCase);
}
