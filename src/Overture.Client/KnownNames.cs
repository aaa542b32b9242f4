using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Overture.Client.Contract;

namespace Overture.Client;

/// <summary>Finds the value for a name on the wire; null for a name newer than this client.</summary>
internal static class KnownNames
{
    private static readonly FrozenDictionary<string, ErrorCode> Codes = NamesOf(ContractJson.Default.ErrorCode);
    private static readonly FrozenDictionary<string, Reason> KnownReasons = NamesOf(ContractJson.Default.Reason);
    private static readonly FrozenDictionary<string, Scope> Scopes = NamesOf(ContractJson.Default.Scope);

    public static ErrorCode? FindCode(string? name) => Find(Codes, name);

    public static Reason? FindReason(string? name) => Find(KnownReasons, name);

    public static Scope? FindScope(string? name) => Find(Scopes, name);

    private static TEnum? Find<TEnum>(FrozenDictionary<string, TEnum> values, string? name)
        where TEnum : struct =>
        name is not null && values.TryGetValue(name, out var value) ? value : null;

    private static FrozenDictionary<string, TEnum> NamesOf<TEnum>(JsonTypeInfo<TEnum> type)
        where TEnum : struct, Enum =>
        Enum.GetValues<TEnum>().ToFrozenDictionary(
            value => JsonSerializer.SerializeToElement(value, type).GetString()!, StringComparer.Ordinal);
}
