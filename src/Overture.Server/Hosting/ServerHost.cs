using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Overture.Server.Hosting;

/// <summary>
/// Builds the server that <see cref="Program"/> describes. Tests build the same server with other settings and another
/// clock.
/// </summary>
internal static class ServerHost
{
    private const string ReadOnce = "--hostBuilder:reloadConfigOnChange=false";

    /// <exception cref="StartException">The arguments, the settings or the data folder cannot be used.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? change = null) =>
        Build(CommandLine.Parse(args), change);

    /// <exception cref="StartException">The arguments, the settings or the data folder cannot be used.</exception>
    public static WebApplication Build(ServerArguments arguments, Action<WebApplicationBuilder>? change = null)
    {
        // Settings are validated once, at start; a file that changes later must not change them.
        var builder = WebApplication.CreateBuilder([ReadOnce, .. arguments.Settings]);
        change?.Invoke(builder);
        var faults = arguments.Faults.Concat(ConfigurationFaults.Of(builder.Configuration)).ToList();
        if (faults.Count > 0) throw Unusable(faults);

        var start = StartSettings.Of(builder.Configuration);
        PrepareFolder(arguments, start);
        builder.WebHost.UseUrls(ListenAddresses.AllOf(start));
        LogFilters.Apply(builder.Logging);
        if (arguments.Command is not null) LogFilters.ApplyToCommand(builder.Logging);
        builder.Services.TryAddSingleton(TimeProvider.System);

        Program.AddFeatures(builder, start);
        var app = builder.Build();
        Validate(app.Services);
        Program.MapFeatures(app, start);
        return app;
    }

    // A command creates no folder, and with PostgreSQL it needs none: an operator's machine may have no data folder.
    private static void PrepareFolder(ServerArguments arguments, StartSettings start)
    {
        if (arguments.Command is null) DataDirectory.Prepare(start.Storage.Directory);
        else if (!start.UsesPostgreSql) DataDirectory.Require(start.Storage.Directory);
    }

    /// <summary>Validates the options now: the host would do it during the start and log a stack trace.</summary>
    private static void Validate(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
        }
        catch (OptionsValidationException exception)
        {
            throw Unusable(exception.Failures);
        }
        catch (AggregateException exception)
            when (exception.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            throw Unusable(exception.InnerExceptions.Cast<OptionsValidationException>()
                .SelectMany(inner => inner.Failures));
        }
    }

    private static StartException Unusable(IEnumerable<string> faults) =>
        new(ExitCode.Settings, string.Join(Environment.NewLine, faults.Distinct()));
}
