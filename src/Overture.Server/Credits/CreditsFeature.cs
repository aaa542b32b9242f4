using Overture.Server.Growth;

namespace Overture.Server.Credits;

internal static class CreditsFeature
{
    public static void AddCredits(this IServiceCollection services)
    {
        services.AddSingleton<Balances>();
        services.AddSingleton<Ledger>();
        services.AddSingleton<LedgerCheck>();
        services.AddSingleton<Grants>();
        services.AddSingleton<CreditStatement>();
        services.AddRetained<LedgerRetention>();
    }

    public static void MapCredits(this IEndpointRouteBuilder routes) => CreditEndpoints.Map(routes);
}
