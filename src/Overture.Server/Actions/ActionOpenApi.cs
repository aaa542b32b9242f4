using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Overture.Client.Contract;

namespace Overture.Server.Actions;

/// <summary>Describes the one path of a category's actions, from their descriptors.</summary>
internal static class ActionOpenApi
{
    public static string DescriptionOf(IEnumerable<ActionDescriptor> actions)
    {
        var text = new StringBuilder("One path, one action by its name:\n\n| Action | What it does | Credits | Answers "
            + "|\n| --- | --- | --- | --- |\n");
        foreach (var action in actions)
        {
            var answers = action.Answers.Select(answer =>
                $"{answer.Status.ToString(CultureInfo.InvariantCulture)} `{answer.Data.Name}`: {answer.When}");
            text.Append(
                CultureInfo.InvariantCulture,
                $"| `{action.Name}` | {action.Summary} {Flat(action.Description)} | {action.Price} | "
                + $"{string.Join(" ", answers)} |\n");
        }

        return text.ToString();
    }

    public static async Task DescribeAsync(
        IReadOnlyList<ActionDescriptor> actions, OpenApiOperation operation, OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken)
    {
        await DescribeAsync(
            operation.RequestBody?.Content,
            actions.Select(action => typeof(ActionRequest<>).MakeGenericType(action.Params)), context,
            cancellationToken);
        foreach (var (status, response) in operation.Responses ?? [])
        {
            var answers = actions.SelectMany(action => action.Answers)
                .Where(answer => answer.Status.ToString(CultureInfo.InvariantCulture) == status)
                .Select(answer => typeof(SuccessEnvelope<>).MakeGenericType(answer.Data)).ToList();
            if (answers.Count > 0) await DescribeAsync(response.Content, answers, context, cancellationToken);
        }
    }

    private static async Task DescribeAsync(
        IDictionary<string, OpenApiMediaType>? content, IEnumerable<Type> types,
        OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var schemas = new List<IOpenApiSchema>();
        foreach (var type in types.Distinct()) schemas.Add(await ReferenceToAsync(type, context, cancellationToken));
        foreach (var media in content?.Values.AsEnumerable() ?? [])
        {
            media.Schema = new OpenApiSchema { AnyOf = schemas };
        }
    }

    /// <summary>The component of a type; the contract's records and enums within it have their own.</summary>
    private static async Task<OpenApiSchemaReference> ReferenceToAsync(
        Type type, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var name = type.IsGenericType
            ? $"{type.Name.Split('`')[0]}Of{type.GenericTypeArguments[0].Name}"
            : type.Name;
        var components = (context.Document!.Components ??= new OpenApiComponents()).Schemas
            ??= new Dictionary<string, IOpenApiSchema>();
        // The framework's own schema of an envelope says that its data can be null.
        if (type.IsGenericType || !components.ContainsKey(name))
        {
            var schema = await context.GetOrCreateSchemaAsync(type, null, cancellationToken);
            if (!context.Document.AddComponent(name, schema)) components[name] = schema;
            await ReferToPartsAsync(schema, context, cancellationToken);
        }

        return new OpenApiSchemaReference(name, context.Document);
    }

    private static async Task ReferToPartsAsync(
        OpenApiSchema schema, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var (name, part) in schema.Properties?.ToList() ?? [])
        {
            schema.Properties![name] = await PartAsync(part, context, cancellationToken);
        }

        if (schema.Items is { } items) schema.Items = await PartAsync(items, context, cancellationToken);
    }

    private static async Task<IOpenApiSchema> PartAsync(
        IOpenApiSchema part, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (part is not OpenApiSchema schema) return part;
        if (ContractTypes.Of(schema) is { } type)
        {
            var reference = await ReferenceToAsync(type, context, cancellationToken);
            if (schema.Description is { } description) reference.Description = description;
            return reference;
        }

        await ReferToPartsAsync(schema, context, cancellationToken);
        return schema;
    }

    private static string Flat(string markdown) => markdown.ReplaceLineEndings(" ");
}
