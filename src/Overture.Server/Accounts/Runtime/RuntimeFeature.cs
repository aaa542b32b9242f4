using System.Reflection;
using Overture.Client.Contract;
using Overture.Server.Actions;

namespace Overture.Server.Accounts.Runtime;

internal static class RuntimeFeature
{
    public static void AddAccountRuntime(this IServiceCollection services)
    {
        services.AddSingleton<SessionVault>();
        services.AddSingleton<AccountLoader>();
        services.AddSingleton<AccountCalls>();
        services.AddSingleton<ActionPipeline>();
        services.AddSingleton<IAccountDirectory, AccountDirectory>();
        services.AddTransient<Mailbox>();
        // An action may need the calls that need the registry.
        services.AddSingleton(provider => new Lazy<ActionRegistry>(provider.GetRequiredService<ActionRegistry>));
        services.AddSingleton(provider => new Lazy<IUnfinishedWork>(provider.GetRequiredService<IUnfinishedWork>));
        services.AddActions();
    }

    /// <summary>Every class that is an action, bound to its descriptor: a new one needs no line here.</summary>
    private static void AddActions(this IServiceCollection services)
    {
        services.AddSingleton<ActionRegistry>();
        services.AddSingleton<ActionEndpoint>();
        foreach (var type in
            Assembly.GetExecutingAssembly().GetTypes().Where(type => type is { IsClass: true, IsAbstract: false }))
        {
            var action = Array.Find(type.GetInterfaces(), candidate => candidate.IsGenericType
                && (candidate.GetGenericTypeDefinition() == typeof(IAccountAction<>)
                    || candidate.GetGenericTypeDefinition() == typeof(IReadAction<>)));
            if (action is null) continue;
            services.AddSingleton(type);
            var binding = (action.GetGenericTypeDefinition() == typeof(IAccountAction<>)
                ? typeof(AccountActionBinding<>)
                : typeof(ReadActionBinding<>))
                .MakeGenericType(action.GenericTypeArguments);
            var descriptor = (ActionDescriptor)type.GetProperty(nameof(IReadAction<NoParams>.Descriptor))!
                .GetValue(null)!;
            services.AddSingleton(provider => (ActionBinding)ActivatorUtilities.CreateInstance(
                provider, binding, descriptor, provider.GetRequiredService(type)));
        }
    }
}
