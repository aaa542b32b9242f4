namespace Overture.Server.Limits;

internal static class LimitsFeature
{
    public static void AddLimits(this IServiceCollection services)
    {
        services.AddSingleton<StandingStore>();
        services.AddSingleton<LimitsFlow>();
        services.AddSingleton<LimitsBounds>();
        services.AddSingleton<Breakers>();
    }
}
