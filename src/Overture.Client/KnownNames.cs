using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Overture.Client.Contract;

namespace Overture.Client;

/// <summary>Finds a value by its exact name in the JSON; null for a name newer than this client.</summary>
internal static class KnownNames
{
    private static readonly KnownNames<ErrorCode> Codes = new(ContractJson.Default.ErrorCode);
    private static readonly KnownNames<Reason> KnownReasons = new(ContractJson.Default.Reason);
    private static readonly KnownNames<Scope> Scopes = new(ContractJson.Default.Scope);

    public static ErrorCode? FindCode(string? name) => Codes.Find(name);

    public static Reason? FindReason(string? name) => KnownReasons.Find(name);

    public static Scope? FindScope(string? name) => Scopes.Find(name);
}

/// <summary>The names of one enum.</summary>
internal sealed class KnownNames<TEnum>(JsonTypeInfo<TEnum> type)
    where TEnum : struct, Enum
{
    private readonly FrozenDictionary<string, TEnum> _values = Enum.GetValues<TEnum>().ToFrozenDictionary(
        value => JsonSerializer.SerializeToElement(value, type).GetString()!, StringComparer.Ordinal);

    public TEnum? Find(string? name) => name is not null && _values.TryGetValue(name, out var value) ? value : null;
}
