using Microsoft.OpenApi;
using Overture.Client.Contract;

namespace Overture.Server.Actions;

/// <summary>Remembers which of the contract's types a schema describes, so that the document can name it.</summary>
internal static class ContractTypes
{
    // Of the document's model alone; it is not written.
    private const string Key = "overture-type";

    public static void Mark(OpenApiSchema schema, Type type)
    {
        if (type.IsGenericType || type.Namespace != typeof(ActionNames).Namespace) return;
        schema.Metadata ??= new Dictionary<string, object>();
        schema.Metadata[Key] = type;
    }

    /// <summary>Null for a schema of another type.</summary>
    public static Type? Of(OpenApiSchema schema) =>
        schema.Metadata?.TryGetValue(Key, out var type) == true ? (Type)type : null;
}
