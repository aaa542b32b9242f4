using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Overture.Connectors.WebSession;

/// <summary>A session's credentials in a request: the Cookie header and the matching CSRF token.</summary>
/// <param name="Header">The whole Cookie header, with the quotes around JSESSIONID.</param>
/// <param name="CsrfToken">The JSESSIONID without its quotes.</param>
internal readonly record struct SessionCookie(string Header, string CsrfToken)
{
    private const ulong NineteenDigits = 10_000_000_000_000_000_000;

    /// <summary>
    /// The platform compares JSESSIONID with the csrf-token header only, so we derive it from the token. It needs no
    /// storage, and a session looks the same on every node and after every restart.
    /// </summary>
    public static SessionCookie For(Session session)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.ASCII.GetBytes(session.Token), hash);
        var number = BinaryPrimitives.ReadUInt64BigEndian(hash) % NineteenDigits;
        var csrf = string.Create(CultureInfo.InvariantCulture, $"ajax:{number:D19}");
        return new SessionCookie($"li_at={session.Token}; JSESSIONID=\"{csrf}\"", csrf);
    }
}
