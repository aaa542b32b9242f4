using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Overture.Server.Actions;

/// <summary>What the page's "try it" sends at first: requests that work against the sandbox.</summary>
internal static class OpenApiExamples
{
    public static Task Add(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken token)
    {
        var example = operation.OperationId switch
        {
            "network" => """
                {"account_id":"acc_sandbox","action":"invite",
                 "params":{"profile_url":"https://www.linkedin.com/in/person-8","message":"Good to meet you."}}
                """,
            "login" => """{"platform":"linkedin","login_token":"sandbox-2"}""",
            _ => null,
        };
        if (example is not null && operation.RequestBody?.Content is { } content)
        {
            foreach (var media in content.Values.OfType<OpenApiMediaType>()) media.Example = JsonNode.Parse(example);
        }

        return Task.CompletedTask;
    }
}
