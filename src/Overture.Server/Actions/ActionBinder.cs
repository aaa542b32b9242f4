using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Overture.Client.Contract;
using Overture.Server.Http;

namespace Overture.Server.Actions;

/// <summary>
/// Binds JSON onto a record of the contract. It is lenient about spelling (null and absent are the same; numbers and
/// flags may come as text) and strict about names: an unknown one is refused with the nearest one that is known.
/// </summary>
internal static class ActionBinder
{
    public static readonly JsonSerializerOptions Options = new(ContractJson.Default.Options)
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine(
            ContractJson.Default, ActionJson.Default, new DefaultJsonTypeInfoResolver()),
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        Converters = { new LenientFlagConverter(), new LenientEnumConverter(), new InviteRowsConverter() },
    };

    private static readonly ConcurrentDictionary<Type, ParameterRules> Known = new();

    /// <param name="element">A JSON object, or nothing.</param>
    /// <param name="where">What the object is, for the sentence about an unknown name.</param>
    public static Result<T> Bind<T>(JsonElement element, string where)
        where T : class
    {
        var type = (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));
        var rules = Known.GetOrAdd(typeof(T), static (_, info) => new ParameterRules(info), type);
        if (rules.FaultOfNames(element, where) is { } fault) return fault;
        if (element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return JsonSerializer.Deserialize("{}"u8, type)!;
        }

        try
        {
            var bound = element.Deserialize(type)!;
            return rules.FaultOfValues(bound) is { } refusal ? refusal : bound;
        }
        catch (JsonException exception)
        {
            return rules.FaultAt(exception.Path);
        }
    }
}
