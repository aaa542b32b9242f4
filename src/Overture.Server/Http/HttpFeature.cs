using System.Text.Json;
using System.Text.Json.Serialization;
using Overture.Client.Contract;

namespace Overture.Server.Http;

internal static class HttpFeature
{
    public static void AddHttp(this IServiceCollection services) =>
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            // The document would else say that numbers may be strings, in answers too.
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, ContractJson.Default);
        });

    /// <summary>The outermost middleware: every answer passes through it.</summary>
    public static void UseEnvelope(this IApplicationBuilder app)
    {
        app.UseMiddleware<RequestId>();
        app.UseMiddleware<FrameworkAnswers>();
    }
}
