using Overture.Sandbox.Network;

namespace Overture.Sandbox.Voyager;

internal enum SessionVerdict
{
    Valid,
    NotSignedIn,
    Ended,
    CsrfMismatch,
}

/// <summary>The session rules: the cookies li_at and JSESSIONID, and a csrf-token that repeats the latter.</summary>
internal static class VoyagerSession
{
    private const string TokenCookie = "li_at";
    private const string CsrfCookie = "JSESSIONID";
    private const string CsrfHeader = "csrf-token";

    public static SessionVerdict Check(HttpRequest request, MemberSessions sessions, out int member)
    {
        if (!MemberSessions.TryParse(Unquoted(Cookie(request, TokenCookie)), out member))
        {
            return SessionVerdict.NotSignedIn;
        }

        if (sessions.IsEnded(member)) return SessionVerdict.Ended;
        var quoted = Cookie(request, CsrfCookie);
        var secret = Unquoted(quoted);
        // On the wire the platform's value has quotes; a cookie container that drops them breaks the session.
        if (secret.IsEmpty || secret.Length == quoted.Length) return SessionVerdict.CsrfMismatch;
        var repeated = request.Headers[CsrfHeader];
        return repeated.Count == 1 && secret.SequenceEqual(repeated[0])
            ? SessionVerdict.Valid
            : SessionVerdict.CsrfMismatch;
    }

    private static ReadOnlySpan<char> Cookie(HttpRequest request, string name)
    {
        foreach (var header in request.Headers.Cookie)
        {
            foreach (var range in header.AsSpan().Split(';'))
            {
                var pair = header.AsSpan()[range].Trim();
                var hasName = pair.StartsWith(name, StringComparison.Ordinal);
                if (hasName && pair[name.Length..] is ['=', .. var value]) return value;
            }
        }

        return [];
    }

    private static ReadOnlySpan<char> Unquoted(ReadOnlySpan<char> value) =>
        value.Length >= 2 && value[0] == '"' && value[^1] == '"' ? value[1..^1] : value;
}
