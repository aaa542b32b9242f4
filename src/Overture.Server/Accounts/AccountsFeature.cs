using Overture.Server.Invitations;
using Overture.Server.Queue;

namespace Overture.Server.Accounts;

internal static class AccountsFeature
{
    public static void AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<SessionVault>();
        services.AddSingleton<AccountStore>();
        services.AddSingleton<AccountGrains>();
        services.AddSingleton<AccountDirectory>();
        services.AddSingleton<AccountPages>();
        services.AddSingleton<LoginFlow>();
        services.AddHostedService<SandboxAccount>();
        services.AddSingleton<SettleAccount>(provider =>
        {
            var grains = provider.GetRequiredService<AccountGrains>();
            return account => grains.Of(account).Settle();
        });
        services.AddSingleton<RunQueue>(provider =>
        {
            var grains = provider.GetRequiredService<AccountGrains>();
            return account => grains.Of(account).RunQueue();
        });
    }

    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        LoginEndpoint.Map(routes);
        AccountEndpoints.Map(routes);
    }
}
