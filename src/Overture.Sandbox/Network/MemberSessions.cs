using System.Collections.Concurrent;
using System.Globalization;
using Overture.Sandbox.People;

namespace Overture.Sandbox.Network;

/// <summary>The session tokens, sandbox-1 to sandbox-1000000, and which sessions have ended.</summary>
internal sealed class MemberSessions(SandboxDatabase database)
{
    private const string Prefix = "sandbox-";

    private readonly ConcurrentDictionary<int, bool> _ended = new(
        database.EndedSessions().Select(member => KeyValuePair.Create(member, true)));

    public static bool TryParse(ReadOnlySpan<char> token, out int member)
    {
        member = 0;
        return token.StartsWith(Prefix, StringComparison.Ordinal) &&
            Slugs.TryParseOrdinal(token[Prefix.Length..], PersonKey.HighestMember, out member);
    }

    public static string TokenOf(int member) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{member}");

    public bool IsEnded(int member) => !_ended.IsEmpty && _ended.ContainsKey(member);

    public void End(int member)
    {
        database.SaveSession(member, isEnded: true);
        _ended[member] = true;
    }

    public void Restore(int member)
    {
        database.SaveSession(member, isEnded: false);
        _ended.TryRemove(member, out _);
    }
}
