namespace Overture.Server.Storage;

/// <summary>What a row's id names; each kind has a prefix of its own outside of the database.</summary>
internal enum RowKind
{
    Workspace,
    ApiKey,
    Account,
    Invitation,
    Operation,
    LedgerEntry,
    Event,
}

/// <summary>
/// Ids as callers see them: a prefix and 13 letters of Crockford's base 32, such as <c>inv_0d1s8w3v5k6yt</c>. Inside,
/// an id is a 64-bit number. The well-known rows of the sandbox are called <c>acc_sandbox</c>, <c>ws_sandbox</c> and
/// <c>key_sandbox</c>.
/// </summary>
internal static class RowKey
{
    /// <summary>The id of the sandbox's own workspace, key and account.</summary>
    public const long Sandbox = 1;

    private const string SandboxName = "sandbox";
    private const string Letters = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Length = 13;
    private const int BitsPerLetter = 5;

    public static string Text(RowKind kind, long key) => key == Sandbox
        ? PrefixOf(kind) + SandboxName
        : string.Create(PrefixOf(kind).Length + Length, (kind, key), static (text, id) =>
        {
            var prefix = PrefixOf(id.kind);
            prefix.CopyTo(text);
            var left = (ulong)id.key;
            for (var place = text.Length - 1; place >= prefix.Length; place--, left >>= BitsPerLetter)
            {
                text[place] = Letters[(int)(left % (ulong)Letters.Length)];
            }
        });

    /// <summary>The id that a text names; null when the text is no id of this kind.</summary>
    public static long? Parse(RowKind kind, string? text)
    {
        var prefix = PrefixOf(kind);
        if (text is null || !text.StartsWith(prefix, StringComparison.Ordinal)) return null;
        var name = text.AsSpan(prefix.Length);
        if (name.SequenceEqual(SandboxName)) return Sandbox;
        if (name.Length != Length) return null;
        UInt128 key = 0;
        foreach (var letter in name)
        {
            var value = Letters.IndexOf(letter, StringComparison.Ordinal);
            if (value < 0) return null;
            key = (key << BitsPerLetter) | (uint)value;
        }

        // The sandbox's rows have one spelling.
        return key <= long.MaxValue && key != Sandbox ? (long)key : null;
    }

    private static string PrefixOf(RowKind kind) => kind switch
    {
        RowKind.Workspace => "ws_",
        RowKind.ApiKey => "key_",
        RowKind.Account => "acc_",
        RowKind.Invitation => "inv_",
        RowKind.Operation => "op_",
        RowKind.LedgerEntry => "ent_",
        RowKind.Event => "evt_",
    };
}
