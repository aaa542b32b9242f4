using Microsoft.Extensions.Options;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Cluster;
using Overture.Server.Credits;
using Overture.Server.Growth;
using Overture.Server.Invitations.Resolving;
using Overture.Server.Invitations.Sending;
using Overture.Server.Invitations.Sending.Gates;
using Overture.Server.Limits;

namespace Overture.Server.Invitations;

internal static class InvitationsFeature
{
    public static void AddInvitations(this IServiceCollection services)
    {
        services.AddSingleton<InvitationRecords>();
        services.AddSingleton<ISendHistorySource>(provider => provider.GetRequiredService<InvitationRecords>());
        services.AddSingleton<IPaidWork>(provider => provider.GetRequiredService<InvitationRecords>());
        services.AddSingleton<Claims>();
        services.AddRetained<InvitationRetention>();
        services.AddSending();
        services.AddResolving();
    }

    private static void AddSending(this IServiceCollection services)
    {
        services.AddSingleton<CreditsGate>();
        services.AddSingleton<PersonGate>();
        services.AddSingleton<DoNotContactGate>();
        services.AddSingleton<ClaimGate>();
        services.AddSingleton<InviteGates>();
        services.AddSingleton<InviteTerms>();
        services.AddSingleton<InviteOutputs>();
        services.AddSingleton<InvitationSteps>();
        services.AddSingleton<InviteIntent>();
        services.AddSingleton<InviteRefusals>();
        services.AddSingleton<InviteDryRun>();
        services.AddSingleton<InviteSender>();
    }

    private static void AddResolving(this IServiceCollection services)
    {
        services.AddSingleton<InvitationOutcomes>();
        services.AddSingleton<InvitationResolver>();
        services.AddSingleton<IAccountDuty>(provider => provider.GetRequiredService<InvitationResolver>());
        services.AddSingleton<IUnfinishedWork>(provider => provider.GetRequiredService<InvitationResolver>());
        services.AddSingleton<PendingReview>();
        services.AddJob<ResolverJob>(
            ResolverJob.Name,
            provider => provider.GetRequiredService<IOptions<InvitationOptions>>().Value.ResolveInterval);
        services.AddHostedService<UnknownOutcomesWatch>();
    }
}
