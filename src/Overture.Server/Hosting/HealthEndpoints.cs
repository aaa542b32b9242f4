using Overture.Server.Http;
using Overture.Server.Storage;

namespace Overture.Server.Hosting;

/// <summary><c>/healthz</c> says that the process answers, <c>/readyz</c> that it can do its work.</summary>
internal static class HealthEndpoints
{
    // Whoever asks leaves out a node that does not answer; one that cannot tell should say no before that.
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(2);

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
        return await ReachesAsync(database, time, http.RequestAborted)
            ? Healthy("ready", time)
            : Unready("no_database", "The gateway cannot reach its database.", time);
    }

    private static async Task<bool> ReachesAsync(Database database, TimeProvider time, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(LongestLook, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        await using var db = database.Open();
        try
        {
            return await db.Database.CanConnectAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static AnswerResult Healthy(string word, TimeProvider time) => new(Answers.Success(
        new HealthData { Status = word }, HostingJson.Default.SuccessEnvelopeHealthData,
        AnswerResult.Free(time, action: null)));

    private static AnswerResult Unready(string word, string message, TimeProvider time) =>
        new(Answers.Unavailable(word, message, AnswerResult.Free(time, action: null)));
}
