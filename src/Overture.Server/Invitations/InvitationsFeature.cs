namespace Overture.Server.Invitations;

internal static class InvitationsFeature
{
    public static void AddInvitations(this IServiceCollection services)
    {
        services.AddSingleton<InviteAnswers>();
        services.AddSingleton<InvitationCommits>();
        services.AddSingleton<LiveInvitations>();
        services.AddSingleton<Settler>();
        services.AddSingleton<InviteFlow>();
        services.AddHostedService<Reconciler>();
    }
}
