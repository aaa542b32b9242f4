using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Overture.Connectors;

/// <summary>The secret that lets us act for an account's owner. <see cref="ToString"/> hides it.</summary>
public sealed class Session(string token, ReadMeter? meter = null)
{
    /// <summary>The longest cookie that browsers keep.</summary>
    private const int MaxLength = 4096;

    /// <summary>RFC 6265, cookie-octet: visible ASCII without quote, comma, semicolon and backslash.</summary>
    private static readonly SearchValues<char> CookieCharacters = SearchValues.Create(
        "!#$%&'()*+-./0123456789:<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    /// <summary>No session: every connector reports it as lost, without a call.</summary>
    public static Session None { get; } = new("");

    public string Token { get; } = token;

    /// <summary>Counts the reads that are made with the session; null when they are not counted.</summary>
    public ReadMeter? Meter { get; } = meter;

    /// <summary>
    /// Whether a token fits into a Cookie header verbatim. Others are refused before any call, because they could
    /// inject cookies or headers.
    /// </summary>
    public static bool IsWellFormed([NotNullWhen(true)] string? token) =>
        token is { Length: > 0 and <= MaxLength } && !token.AsSpan().ContainsAnyExcept(CookieCharacters);

    /// <summary>The same session, with its reads counted.</summary>
    public Session With(ReadMeter meter) => new(Token, meter);

    public override string ToString() => "***";
}
