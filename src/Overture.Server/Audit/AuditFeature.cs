using Overture.Server.Growth;

namespace Overture.Server.Audit;

internal static class AuditFeature
{
    public static void AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<OperatorCommit>();
        services.AddSingleton<AuditSignature>();
        services.AddSingleton<AuditCheck>();
        services.AddSingleton<AuditTail>();
        services.AddRetained<AuditRetention>();
    }
}
