using Overture.Server.Http;
using Overture.Server.Storage;

namespace Overture.Server.Hosting;

/// <summary><c>/healthz</c> says that the process answers, <c>/readyz</c> that it can serve requests.</summary>
internal static class HealthEndpoints
{
    // A load balancer gives up on a node that does not answer; "not ready" must come before that.
    private static readonly TimeSpan DatabaseTimeout = TimeSpan.FromSeconds(2);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", (TimeProvider time) => Healthy("ok", time)).ExcludeFromDescription();
        routes.MapGet("/readyz", ReadyAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(
        HttpContext http, Database database, IHostApplicationLifetime lifetime, TimeProvider time)
    {
        // A stopping server finishes its requests, but a load balancer should send it no new ones.
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return Unready("stopping", "The gateway is stopping.", time);
        }

        return await ReachesAsync(database, time, http.RequestAborted)
            ? Healthy("ready", time)
            : Unready("no_database", "The gateway cannot reach its database.", time);
    }

    private static async Task<bool> ReachesAsync(
        Database database, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(DatabaseTimeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        await using var db = database.Open();
        try
        {
            return await db.Database.CanConnectAsync(stop.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static AnswerResult Healthy(string status, TimeProvider time) => new(Answers.Success(
        new HealthData { Status = status }, HostingJson.Default.SuccessEnvelopeHealthData,
        Answers.Free(time, action: null)));

    private static AnswerResult Unready(string status, string message, TimeProvider time) =>
        new(Answers.Unavailable(status, message, Answers.Free(time, action: null)));
}
