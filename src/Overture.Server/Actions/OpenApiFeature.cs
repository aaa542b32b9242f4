using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NetEscapades.AspNetCore.SecurityHeaders;
using Overture.Client.Contract;
using Scalar.AspNetCore;

namespace Overture.Server.Actions;

/// <summary>
/// The OpenAPI document and the page that shows it; what may be refused comes from the one table of reasons.
/// </summary>
internal static class OpenApiFeature
{
    private static readonly Reason[] AnyPath =
        [Reason.UnknownPath, Reason.MethodNotAllowed, Reason.MalformedRequest, Reason.HostNotAllowed];

    private const string DocumentName = "v2";
    private const string SchemeName = "api_key";

    // The name is fixed here, because for any other one the document's route would answer in plain text.
    private const string DocumentRoute = "/openapi/{documentName:regex(^v2$)}.json";

    public static void AddOpenApiDocument(this IServiceCollection services) =>
        services.AddOpenApi(DocumentName, options =>
        {
            options.AddDocumentTransformer(Describe);
            options.AddOperationTransformer(OpenApiRefusals.Describe);
            options.AddOperationTransformer(OpenApiExamples.Add);
            options.AddSchemaTransformer(NameTypes);
        });

    /// <param name="routes">The routes of the API.</param>
    /// <param name="exampleKey">The API key that the page fills in; null for none.</param>
    public static void MapOpenApiDocument(this IEndpointRouteBuilder routes, Func<HttpContext, string?> exampleKey)
    {
        routes.MapOpenApi(DocumentRoute);
        routes.MapScalarApiReference("/docs", (options, http) => options
            .WithNonce(http.GetNonce())
            .WithTitle("Overture")
            .AddDocument(DocumentName)
            .WithOpenApiRoutePattern("/openapi/{documentName}.json")
            .WithDynamicBaseServerUrl()
            .AddPreferredSecuritySchemes(SchemeName)
            .AddApiKeyAuthentication(SchemeName, scheme => scheme.WithValue(exampleKey(http) ?? ""))
            // The page calls only this gateway.
            .DisableDefaultFonts()
            .DisableTelemetry()
            .DisableAgent()
            .DisableMcp()
            .HideClientButton()
            .HideDeveloperTools());
    }

    private static Task Describe(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken token)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Overture",
            Version = DocumentName,
            Description = "One request, one invitation, one credit. Every answer is JSON: `{success, data, "
                + "metadata}` or `{success, error, metadata}`, with `X-Request-Id` in its header, and behind a key "
                + "`RateLimit` and `RateLimit-Policy`. Where waiting helps, `error.retry_at` says until when and "
                + "`Retry-After` how long. Against the sandbox: key `sandbox-key`, account `acc_sandbox`.\n\nBeside "
                + "what each operation lists, any path can "
                + $"answer:\n{OpenApiRefusals.ListOf(AnyPath)}",
        };
        // Relative to the document: behind a proxy the gateway does not know the address that its callers use.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[SchemeName] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = HeaderNames.ApiKey,
        };
        document.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(SchemeName, document)] = [] },
        ];
        return Task.CompletedTask;
    }

    /// <summary>Converters write instants and enums as text, which the framework does not know.</summary>
    private static Task NameTypes(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken token)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        ContractTypes.Mark(schema, type);
        if (type.IsEnum || type == typeof(DateTimeOffset)) schema.Type = (schema.Type ?? 0) | JsonSchemaType.String;
        // Where an enum may be absent, its place says so; the enum itself has no nameless value.
        if (type.IsEnum && schema.Enum is { } values) schema.Enum = [.. values.Where(value => value is not null)];
        return Task.CompletedTask;
    }
}
