using Overture.Server.Growth;

namespace Overture.Server.DoNotContact;

internal static class DoNotContactFeature
{
    public static void AddDoNotContact(this IServiceCollection services)
    {
        services.AddSingleton<DoNotContactLists>();
        services.AddSingleton<ICapped, ListedCount>();
        services.AddSingleton<ListPeople>();
        services.AddSingleton<ListChanges>();
        services.AddSingleton<DeploymentDoNotContact>();
    }
}
