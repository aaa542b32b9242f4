using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Overture.Server.Http;

/// <summary>
/// Puts into the OpenAPI document the parameters that a handler reads by itself. Binding would answer a wrong value in
/// the framework's words instead of the contract's.
/// </summary>
internal static class ParameterDocs
{
    public static RouteHandlerBuilder TakesNumber(
        this RouteHandlerBuilder endpoint, string name, int byDefault, (int Least, long? Most) range, string meaning) =>
        endpoint.Takes(new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Query,
            Description = meaning,
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Default = JsonValue.Create(byDefault),
                Minimum = range.Least.ToString(CultureInfo.InvariantCulture),
                Maximum = range.Most?.ToString(CultureInfo.InvariantCulture),
            },
        });

    public static RouteHandlerBuilder TakesText(this RouteHandlerBuilder endpoint, string name, string meaning) =>
        endpoint.Takes(new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Query,
            Description = meaning,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });

    public static RouteHandlerBuilder TakesHeader(
        this RouteHandlerBuilder endpoint, string name, int maxLength, string meaning) =>
        endpoint.Takes(new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = meaning,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = maxLength },
        });

    private static RouteHandlerBuilder Takes(this RouteHandlerBuilder endpoint, OpenApiParameter parameter) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(parameter);
            return Task.CompletedTask;
        });
}
