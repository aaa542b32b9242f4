using Microsoft.Extensions.Options;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Cluster;
using Overture.Server.Growth;
using Overture.Server.Invitations;
using Overture.Server.Limits;

namespace Overture.Server.Queue;

internal static class QueueFeature
{
    public static void AddQueue(this IServiceCollection services)
    {
        services.AddSingleton<OperationRecords>();
        services.AddSingleton<IQueueLength>(provider => provider.GetRequiredService<OperationRecords>());
        services.AddSingleton<ICapped, OperationCount>();
        services.AddRetained<OperationRetention>();
        services.AddSingleton<QueueAdmission>();
        services.AddSingleton<QueueIntake>();
        services.AddSingleton<QueueForecast>();
        services.AddSingleton<OperationAnswers>();
        // Admission asks for claims, and claims ask the queue.
        services.AddSingleton(provider => new Lazy<QueueIntake>(provider.GetRequiredService<QueueIntake>));
        services.AddSingleton<InvitationQueue>();
        services.AddSingleton<IInvitationQueue>(provider => provider.GetRequiredService<InvitationQueue>());
        services.AddSingleton<IWaitingWork>(provider => provider.GetRequiredService<InvitationQueue>());
        services.AddSingleton<QueueRunner>();
        services.AddSingleton<IAccountDuty>(provider => provider.GetRequiredService<QueueRunner>());
        services.AddJob<QueueJob>(
            QueueJob.Name, provider => provider.GetRequiredService<IOptions<QueueOptions>>().Value.PollInterval);
    }
}
