using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Overture.Connectors;
using Overture.Server.Accounts;
using Overture.Server.Credits;
using Overture.Server.DoNotContact;
using Overture.Server.Growth;
using Overture.Server.Idempotency;
using Overture.Server.Invitations;
using Overture.Server.Limits;
using Overture.Server.Queue;
using Overture.Server.Storage;
using Overture.Server.Workspaces;

namespace Overture.FunctionalTests.Support;

/// <summary>The features of the server, put together as the server does, without HTTP and silo.</summary>
internal static class ServerParts
{
    public static EphemeralDataProtectionProvider Protection { get; } = new();

    public static ServiceProvider Build(
        Database database, CommitQueue commits, IConnector connector, TimeProvider time,
        Action<IServiceCollection> configure)
    {
        var services = new ServiceCollection();
        services.AddSingleton(database).AddSingleton(commits).AddSingleton(connector).AddSingleton(time);
        services.AddSingleton<RowKeys>();
        services.AddSingleton(Unwatched.Instruments);
        services.AddSingleton<IDataProtectionProvider>(Protection);
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddSingleton(DispatchProxy.Create<IGrainFactory, NoSilo>());
        services.AddOptions();
        services.AddGrowth();
        services.AddSingleton<IssuedKeys>();
        services.AddIdempotency();
        services.AddLimits();
        services.AddDoNotContact();
        services.AddInvitations();
        services.AddQueue();
        services.AddAccounts();
        services.AddCredits();
        configure(services);
        return services.BuildServiceProvider();
    }

    /// <summary>Nobody calls an account on another node here.</summary>
    [SuppressMessage("Performance", "CA1852", Justification = "The proxy is a subtype, made while the test runs.")]
    internal class NoSilo : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            throw new NotSupportedException("There is no silo.");
    }
}
