using Microsoft.Extensions.Options;
using Overture.Server.Cluster;

namespace Overture.Server.Queue;

internal static class QueueFeature
{
    public static void AddQueue(this IServiceCollection services)
    {
        services.AddSingleton<OperationStore>();
        services.AddSingleton<QueueAnswers>();
        services.AddSingleton<Intake>();
        services.AddSingleton<QueueFlow>();
        services.AddSingleton<QueueRunner>();
        services.AddChore<QueueChore>(
            QueueChore.Name, provider => provider.GetRequiredService<IOptions<QueueOptions>>().Value.LookInterval);
    }
}
