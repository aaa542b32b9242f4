using Overture.Server.Accounts.Runtime;
using Overture.Server.Accounts.Upstream;
using Overture.Server.Growth;

namespace Overture.Server.Accounts;

internal static class AccountsFeature
{
    public static void AddAccounts(this IServiceCollection services)
    {
        services.AddAccountRuntime();
        services.AddSingleton<IAccountPart, UpstreamPart>();
        services.AddSingleton<ICapped, AccountCount>();
        services.AddSingleton<AccountPages>();
        services.AddSingleton<NewAccounts>();
        services.AddSingleton<Login>();
        services.AddHostedService<SandboxAccount>();
    }

    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        LoginEndpoint.Map(routes);
        AccountEndpoints.Map(routes);
    }
}
