using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Overture.Client.Contract;
using Overture.Server.Http;

namespace Overture.Server.Actions;

/// <summary>Describes each refusing response of an operation by the reasons that come with its status.</summary>
internal static class OpenApiRefusals
{
    public static Task Describe(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken token)
    {
        var reasons = context.Description.ActionDescriptor.EndpointMetadata.OfType<RefusalsMetadata>()
            .SelectMany(metadata => metadata.Reasons);
        foreach (var group in reasons.GroupBy(reason => Reasons.Of(reason).Status))
        {
            if (operation.Responses?[group.Key.ToString(CultureInfo.InvariantCulture)] is OpenApiResponse response)
            {
                response.Description = ListOf(group);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>One line of Markdown for each reason.</summary>
    public static string ListOf(IEnumerable<Reason> reasons)
    {
        var text = new StringBuilder();
        foreach (var reason in reasons)
        {
            text.Append(CultureInfo.InvariantCulture, $"- `{Reasons.NameOf(reason)}`: {Reasons.Of(reason).Meaning}\n");
        }

        return text.ToString();
    }
}
