using Overture.Client.Contract;
using Overture.Server.Http;
using Overture.Server.Idempotency;

namespace Overture.Server.Actions;

internal static class ActionsFeature
{
    /// <summary>One route for each category; everything it says about itself comes from the descriptors.</summary>
    public static void MapActions(this IEndpointRouteBuilder routes)
    {
        var registry = routes.ServiceProvider.GetRequiredService<ActionRegistry>();
        foreach (var category in registry.Categories)
        {
            var actions = registry.Of(category).OrderBy(action => action.Name, StringComparer.Ordinal).ToList();
            routes.MapPost($"/v2/{category}", (HttpContext http, ActionEndpoint endpoint) => endpoint.HandleAsync(
                http, category))
                .WithName(category).WithTags(string.Concat(category[..1].ToUpperInvariant(), category[1..]))
                .WithSummary($"Run one of the {category} actions")
                .WithDescription(ActionOpenApi.DescriptionOf(actions))
                .Accepts<ActionRequest<NoParams>>("application/json")
                .TakesHeader(
                    HeaderNames.IdempotencyKey, IdempotencyKey.MaxLength,
                    "Names the request: asking again under the same key gives the stored answer, with "
                    + "`Idempotency-Replayed: true`.")
                .Produces<SuccessEnvelope<NoParams>>()
                .Produces<SuccessEnvelope<NoParams>>(StatusCodes.Status202Accepted)
                .AddOpenApiOperationTransformer((operation, context, token) =>
                    ActionOpenApi.DescribeAsync(actions, operation, context, token))
                .Refuses([.. actions.SelectMany(action => action.Reasons)
                    .Concat(ActionDescriptor.Shared).Distinct().Order()]);
        }
    }
}
