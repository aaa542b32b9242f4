using Microsoft.Extensions.Options;
using Overture.Server.Cluster;

namespace Overture.Server.Idempotency;

internal static class IdempotencyFeature
{
    public static void AddIdempotency(this IServiceCollection services)
    {
        services.AddSingleton<IdempotencyKeys>();
        services.AddJob<IdempotencySweep>(
            IdempotencySweep.Name,
            provider => provider.GetRequiredService<IOptions<IdempotencyOptions>>().Value.SweepInterval);
    }
}
