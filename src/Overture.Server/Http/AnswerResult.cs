using Overture.Client.Contract;

namespace Overture.Server.Http;

/// <summary>Lets an endpoint return an answer.</summary>
internal sealed class AnswerResult(WireAnswer answer) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) =>
        Answers.WriteAsync(httpContext, answer, httpContext.RequestServices.GetRequiredService<TimeProvider>());

    public static AnswerResult Refused(Refusal refusal, TimeProvider time, string? action = null, string? accountId = null) =>
        new(Answers.Refused(refusal, Free(time, action, accountId)));

    /// <summary>The metadata of an answer that cost nothing.</summary>
    public static Metadata Free(TimeProvider time, string? action, string? accountId = null) => new()
    {
        Action = action,
        AccountId = accountId,
        CreditsConsumed = 0,
        Timestamp = time.GetUtcNow(),
    };
}
