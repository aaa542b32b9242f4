using Microsoft.Extensions.Options;
using Overture.Server.Cluster;

namespace Overture.Server.Growth;

internal static class GrowthFeature
{
    public static void AddGrowth(this IServiceCollection services)
    {
        services.AddSingleton<Caps>();
        services.AddJob<RetentionJob>(
            RetentionJob.Name,
            provider => provider.GetRequiredService<IOptions<RetentionOptions>>().Value.SweepInterval);
    }

    /// <summary>Registers rows that retention deletes.</summary>
    public static void AddRetained<T>(this IServiceCollection services)
        where T : class, IRetained => services.AddSingleton<IRetained, T>();
}
