using Overture.Connectors.WebSession;
using Overture.Server.Accounts;
using Overture.Server.Actions;
using Overture.Server.Audit;
using Overture.Server.Cluster;
using Overture.Server.Credits;
using Overture.Server.DoNotContact;
using Overture.Server.Events;
using Overture.Server.Growth;
using Overture.Server.Hosting;
using Overture.Server.Http;
using Overture.Server.Idempotency;
using Overture.Server.Invitations;
using Overture.Server.Limits;
using Overture.Server.People;
using Overture.Server.Queue;
using Overture.Server.Storage;
using Overture.Server.Telemetry;
using Overture.Server.Workspaces;

namespace Overture.Server;

/// <summary>The table of contents: what the server consists of and what it serves.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => ServerRun.RunAsync(args);

    /// <summary>Hosted services start in this order and stop in reverse.</summary>
    public static void AddFeatures(WebApplicationBuilder builder, StartSettings start)
    {
        builder.AddHosting(start);
        builder.Services.AddStorage(start.UsesPostgreSql);
        builder.AddCluster(start.Storage.PostgreSql, start.StopTimeout);
        builder.Services.AddWebSessionConnector();
        builder.Services.AddGrowth();
        builder.Services.AddWorkspaces();
        builder.Services.AddIdempotency();
        builder.Services.AddAudit();
        builder.Services.AddEvents();
        builder.Services.AddLimits();
        builder.Services.AddDoNotContact();
        builder.Services.AddPeople();
        builder.Services.AddInvitations();
        builder.Services.AddQueue();
        builder.Services.AddAccounts();
        builder.Services.AddCredits();
        builder.Services.AddHttp();
        builder.Services.AddOpenApiDocument();
        builder.AddTelemetry(start.Admin, start.Telemetry);
    }

    public static void MapFeatures(WebApplication app, StartSettings start)
    {
        app.UseHostCheck();
        app.UsePageHeaders();
        app.UseAdminPages(start.Admin, HealthEndpoints.MapHealth);
        // Must follow UseAdminPages: otherwise the framework adds the public routes first.
        app.UseRouting();
        app.UseEnvelope();
        app.UseApiKeys();

        app.MapHealth();
        app.MapOpenApiDocument(SandboxKeyRule.ExampleFor);
        app.MapActions();
        app.MapAccounts();
        app.MapCredits();
    }
}
