using Overture.Server.Accounts.Runtime;
using Overture.Server.Limits.Actions;

namespace Overture.Server.Limits;

internal static class LimitsFeature
{
    public static void AddLimits(this IServiceCollection services)
    {
        services.AddSingleton<LimitStateReader>();
        services.AddSingleton<IAccountPart>(provider => provider.GetRequiredService<LimitStateReader>());
        services.AddSingleton<LimitsAnswer>();
        services.AddSingleton<LimitsBounds>();
        services.AddSingleton<Breakers>();
    }
}
