using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Overture.Connectors;

/// <summary>The secret with which an account's owner lets us act. Never printed: <see cref="ToString"/> shows stars.</summary>
public sealed class Session(string token)
{
    /// <summary>Browsers keep no longer cookie than this.</summary>
    private const int MaxLength = 4096;

    /// <summary>RFC 6265, cookie-octet: visible ASCII without quote, comma, semicolon and backslash.</summary>
    private static readonly SearchValues<char> CookieCharacters = SearchValues.Create(
        "!#$%&'()*+-./0123456789:<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    /// <summary>No session: every connector answers it as one that was lost, without asking anybody.</summary>
    public static Session None { get; } = new("");

    public string Token { get; } = token;

    /// <summary>
    /// Whether a token can stand in a Cookie header as it is. One that cannot is refused before any call, because it
    /// could otherwise add cookies or headers of its own.
    /// </summary>
    public static bool IsWellFormed([NotNullWhen(true)] string? token) =>
        token is { Length: > 0 and <= MaxLength } && !token.AsSpan().ContainsAnyExcept(CookieCharacters);

    public override string ToString() => "***";
}
