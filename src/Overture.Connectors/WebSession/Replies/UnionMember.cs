using System.Text.Json;

namespace Overture.Connectors.WebSession.Replies;

/// <summary>A union's only member, under its canonical name.</summary>
internal readonly record struct UnionMember(string? Name, JsonElement Value)
{
    private const string Resolution = "ResolutionResult";

    /// <summary>True for an object that reports no fault.</summary>
    public bool IsSoundObject => Value.IsObject() && !ReportsFault(Value);

    /// <summary>The union's only member; without a name if the union has none, or several different ones.</summary>
    public static UnionMember Only(JsonElement union)
    {
        if (!union.IsObject() || ReportsFault(union)) return default;
        UnionMember only = default;
        foreach (var property in union.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Null || property.Name.StartsWith('$')) continue;
            var name = Canonical(property.Name);
            if (only.Name is not null && only.Name != name) return default;
            // Given as a reference and as an object, the object says more.
            if (only.Name is null || property.Value.IsObject()) only = new UnionMember(name, property.Value);
        }

        return only;
    }

    public static bool IsRelationship(JsonElement union) =>
        union.IsObject()
        && union.EnumerateObject()
            .Any(property => Canonical(property.Name) is "self" or "connection" or "noConnection");

    /// <summary>The platform replaces a part that it cannot resolve with a code or a status.</summary>
    public static bool ReportsFault(JsonElement element) =>
        element.Get("code").ValueKind != JsonValueKind.Undefined
        || element.Get("status").ValueKind != JsonValueKind.Undefined;

    /// <summary>
    /// One name for <c>*connection</c>, <c>connectionResolutionResult</c> and <c>com.….Connection</c>.
    /// </summary>
    public static string Canonical(string key)
    {
        var name = key.AsSpan().TrimStart('*');
        name = name[(name.LastIndexOf('.') + 1)..];
        if (name.EndsWith(Resolution, StringComparison.Ordinal)) name = name[..^Resolution.Length];
        return name.IsEmpty ? "" : string.Concat([char.ToLowerInvariant(name[0])], name[1..]);
    }
}
