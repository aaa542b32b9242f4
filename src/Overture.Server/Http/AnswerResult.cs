using Overture.Client.Contract;
using Overture.Server.Telemetry;

namespace Overture.Server.Http;

/// <summary>Lets an endpoint return an answer.</summary>
internal sealed class AnswerResult(WireAnswer answer, Reason? refusedFor = null) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        if (refusedFor is { } reason) services.GetRequiredService<Instruments>().Refused(reason);
        return Answers.WriteAsync(httpContext, answer, services.GetRequiredService<TimeProvider>());
    }

    public static AnswerResult Refused(Refusal refusal, TimeProvider time, string? action = null, string? accountId = null) =>
        new(Answers.Refused(refusal, Free(time, action, accountId)), refusal.Reason);

    /// <summary>The metadata of an answer that cost nothing.</summary>
    public static Metadata Free(TimeProvider time, string? action, string? accountId = null) => new()
    {
        Action = action,
        AccountId = accountId,
        CreditsConsumed = 0,
        Timestamp = time.GetUtcNow(),
    };
}
