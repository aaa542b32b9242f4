using Microsoft.Extensions.Options;
using Overture.Server.Cluster;

namespace Overture.Server.Invitations;

internal static class InvitationsFeature
{
    public static void AddInvitations(this IServiceCollection services)
    {
        services.AddSingleton<InviteAnswers>();
        services.AddSingleton<InvitationCommits>();
        services.AddSingleton<LiveInvitations>();
        services.AddSingleton<Settler>();
        services.AddSingleton<Claims>();
        services.AddSingleton<InviteGates>();
        services.AddSingleton<PendingReview>();
        services.AddSingleton<InviteFlow>();
        services.AddChore<Reconciler>(
            Reconciler.Name, provider => provider.GetRequiredService<IOptions<InvitationOptions>>().Value.ReconcileInterval);
        services.AddHostedService<UnknownOutcomesWatch>();
    }
}
