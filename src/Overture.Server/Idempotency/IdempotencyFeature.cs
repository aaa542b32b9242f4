using Overture.Server.Growth;

namespace Overture.Server.Idempotency;

internal static class IdempotencyFeature
{
    public static void AddIdempotency(this IServiceCollection services)
    {
        services.AddSingleton<IdempotencyKeys>();
        services.AddSingleton<ICapped, StoredAnswerCount>();
        services.AddRetained<IdempotencyRetention>();
    }
}
