using Overture.Server.Actions;
using Overture.Server.Audit;

namespace Overture.Server.Workspaces;

internal static class WorkspacesFeature
{
    public static void AddWorkspaces(this IServiceCollection services)
    {
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<SandboxKeyRule>();
        services.AddSingleton<FailedKeys>();
        services.AddSingleton<KeyRateLimit>();
        services.AddSingleton<IRowRate, KeyRowRate>();
        services.AddSingleton<SandboxWorkspace>();
        services.AddSingleton<WorkspaceDirectory>();
        services.AddSingleton<IssuedKeys>();
        services.AddSingleton<IKnownKeys>(provider => provider.GetRequiredService<IssuedKeys>());
    }

    public static void UseApiKeys(this IApplicationBuilder app) => app.UseMiddleware<ApiKeyCheck>();
}
