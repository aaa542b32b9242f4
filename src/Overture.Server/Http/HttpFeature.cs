using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Overture.Client.Contract;

namespace Overture.Server.Http;

internal static class HttpFeature
{
    public static void AddHttp(this IServiceCollection services)
    {
        services.AddSingleton<BareAnswers>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, WebServer>();
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            // The document would else say that numbers may be strings, in answers too.
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, ContractJson.Default);
        });
    }

    /// <summary>What holds on every listener, the admin listener included; it comes before all that answers.</summary>
    public static void UseHostCheck(this IApplicationBuilder app)
    {
        app.UseMiddleware<RequestId>();
        app.UseMiddleware<HostCheck>();
    }

    /// <summary>Every answer of the API passes through it.</summary>
    public static void UseEnvelope(this IApplicationBuilder app) => app.UseMiddleware<FrameworkAnswers>();
}
