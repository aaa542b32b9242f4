using System.Text;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Overture.Connectors.WebSession;
using Overture.Server.Accounts;
using Overture.Server.Audit;
using Overture.Server.Cluster;
using Overture.Server.Credits;
using Overture.Server.Hosting.Verbs;
using Overture.Server.DoNotContact;
using Overture.Server.Http;
using Overture.Server.Idempotency;
using Overture.Server.Invitations;
using Overture.Server.Limits;
using Overture.Server.Network;
using Overture.Server.Queue;
using Overture.Server.Storage;
using Overture.Server.Telemetry;
using Overture.Server.Workspaces;

namespace Overture.Server.Hosting;

/// <summary>Puts the server together. Tests build the same server with other settings and another clock.</summary>
internal static class ServerHost
{
    public const string DefaultUrl = "http://127.0.0.1:8080";

    private const string DirectoryKey = $"{StorageOptions.Section}:{nameof(StorageOptions.Directory)}";

    private const string PostgreSqlKey = $"{StorageOptions.Section}:{nameof(StorageOptions.PostgreSql)}";

    private const string ReadOnce = "--hostBuilder:reloadConfigOnChange=false";

    private static readonly Dictionary<string, string> Switches = new() { ["--data"] = DirectoryKey };

    /// <exception cref="StartException">The settings or the data folder cannot be used.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? change = null)
    {
        var command = Command.Of(args);
        // Settings are checked once, at start; a file that changes later must not change what was checked.
        var builder = WebApplication.CreateBuilder([ReadOnce, .. command.Settings]);
        builder.Configuration.AddCommandLine(command.Settings, Switches);
        change?.Invoke(builder);
        Check(args, command.Verb, builder.Configuration);
        var admin = builder.Configuration.GetSection(AdminOptions.Section).Get<AdminOptions>() ?? new AdminOptions();
        var urls = builder.Configuration[ListenAddresses.Key] is { Length: > 0 } given ? given : DefaultUrl;
        builder.WebHost.UseUrls(admin.Url is null ? urls : $"{urls};{admin.Url.GetLeftPart(UriPartial.Authority)}");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Any byte may stand in a header; as UTF-8 a stray one would end the request with a bare 400.
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
        });
        Quiet(builder.Logging);
        if (command.Verb is not null) LogBesideAVerb(builder.Logging);
        AddServices(builder);
        builder.AddTelemetry(
            admin, builder.Configuration.GetSection(TelemetryOptions.Section).Get<TelemetryOptions>() ?? new TelemetryOptions());

        var app = builder.Build();
        Validate(app.Services);
        app.UseAdminPages(admin, HealthEndpoints.MapHealth);
        // Said here, or the framework would look for public routes before the line above has had its turn.
        app.UseRouting();
        app.UseEnvelope();
        app.UseApiKeys();
        MapRoutes(app);
        return app;
    }

    private static void AddServices(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSettings(builder.Configuration);
        var usesPostgreSql = !string.IsNullOrEmpty(builder.Configuration[PostgreSqlKey]);

        // Hosted services start in this order and stop in the reverse: the database and the sandbox are there before
        // anything uses them, and the queue still writes what the silo and the last requests leave behind.
        services.AddHostedService<Preparation>();
        // It brings a service that makes a key when there is none; by then there is one, made while nobody else makes any.
        services.AddKeyRing(builder.Configuration, usesPostgreSql, DirectoryOf(builder.Configuration));
        services.AddHostedService<EmbeddedSandbox>();
        services.AddStorage(usesPostgreSql);
        builder.AddCluster(builder.Configuration[PostgreSqlKey], LongestTurn(builder.Configuration));
        services.AddWebSessionConnector();
        services.AddWorkspaces();
        services.AddIdempotency();
        services.AddAudit();
        services.AddLimits();
        services.AddDoNotContact();
        services.AddInvitations();
        services.AddQueue();
        services.AddAccounts();
        services.AddNetwork();
        services.AddCredits();
        services.AddHttp();
        services.AddOpenApiDocument();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestTurn(builder.Configuration));
    }

    // An invitation on its way is waited for: the longest send, and then time to settle and to write what became of it.
    // Read from the configuration, because the host asks for this before the settings are checked.
    private static TimeSpan LongestTurn(ConfigurationManager configuration)
    {
        const string SendTimeout = $"{WebSessionOptions.Section}:{nameof(WebSessionOptions.SendTimeout)}";
        return configuration.GetValue(SendTimeout, new WebSessionOptions().SendTimeout) + TimeSpan.FromSeconds(30);
    }

    private static void MapRoutes(WebApplication app)
    {
        app.MapHealth();
        app.MapOpenApiDocument();
        app.MapNetwork();
        app.MapAccounts();
        app.MapCredits();
    }

    private static void Check(string[] args, Verb? verb, ConfigurationManager configuration)
    {
        var faults = CommandLine.FaultsOf(args).Concat(Settings.FaultsOf(configuration)).ToList();
        if (faults.Count > 0) throw Unusable(faults);
        // A verb makes no folder, and beside PostgreSQL it needs none: an operator's machine may have no data folder.
        if (verb is null) DataDirectory.Prepare(DirectoryOf(configuration));
        else if (string.IsNullOrEmpty(configuration[PostgreSqlKey])) VerbRun.Require(DirectoryOf(configuration));
    }

    /// <summary>What the host would check only after it has begun to start, and then log with a stack trace.</summary>
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
        catch (AggregateException exception) when (exception.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            throw Unusable(exception.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures));
        }
    }

    private static StartException Unusable(IEnumerable<string> faults) =>
        new(ExitCode.Settings, string.Join(Environment.NewLine, faults.Distinct()));

    private static string DirectoryOf(ConfigurationManager configuration) =>
        configuration[DirectoryKey] ?? new StorageOptions().Directory;

    // Standard output is for what a verb was asked for; a key must be readable by a script.
    private static void LogBesideAVerb(ILoggingBuilder logging)
    {
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        // A statement that failed, with its stack; that the database cannot be used is told in one sentence.
        logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);
    }

    private static void Quiet(ILoggingBuilder logging)
    {
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        // A start that fails is told in one sentence by whoever started it, not by a stack trace before that.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        // Every failed command with its stack; whoever needed the answer says what it means.
        logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);
        logging.AddFilter("Orleans", LogLevel.Warning);
        // Measures itself against a start it did not see, and so warns once at every start of a machine's first process.
        logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        logging.AddFilter("System.Net.Http", LogLevel.Warning);
        // Each failed attempt of a read, with its stack; what the read came to in the end is ours to tell.
        logging.AddFilter("Polly", LogLevel.None);
        // Says at each start that keys are stored unencrypted; docs/configuration.md says it once, with what to do.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
    }
}
