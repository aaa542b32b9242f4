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

    private static async Task<IOpenApiSchema> ReferenceToAsync(
        Type type, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var name = $"{type.Name.Split('`')[0]}Of{type.GenericTypeArguments[0].Name}";
        context.Document!.AddComponent(name, await context.GetOrCreateSchemaAsync(type, null, cancellationToken));
        return new OpenApiSchemaReference(name, context.Document);
    }

    private static string Flat(string markdown) => markdown.ReplaceLineEndings(" ");
}
