using Overture.Server.Http;
using Overture.Server.Storage;

namespace Overture.Server.Hosting;

/// <summary><c>/healthz</c> says that the process answers, <c>/readyz</c> that it can do its work.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", (TimeProvider time) => Healthy("ok", time)).ExcludeFromDescription();
        routes.MapGet("/readyz", ReadyAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(
        HttpContext http, Database database, IHostApplicationLifetime lifetime, TimeProvider time)
    {
        // A stopping server still finishes what it has, but no new work should be sent its way.
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return Unready("stopping", "The gateway is stopping.", time);
        await using var db = database.Open();
        return await db.Database.CanConnectAsync(http.RequestAborted)
            ? Healthy("ready", time)
            : Unready("no_database", "The gateway cannot reach its database.", time);
    }

    private static AnswerResult Healthy(string word, TimeProvider time) => new(Answers.Success(
        new HealthData { Status = word }, HostingJson.Default.SuccessEnvelopeHealthData,
        AnswerResult.Free(time, action: null)));

    private static AnswerResult Unready(string word, string message, TimeProvider time) =>
        new(Answers.Unavailable(word, message, AnswerResult.Free(time, action: null)));
}
