namespace Overture.Server.Http;

/// <summary>Lets an endpoint return an answer.</summary>
internal sealed class AnswerResult(WireAnswer answer) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => Answers.WriteAsync(httpContext, answer);

    /// <summary>A success that cost nothing.</summary>
    public static AnswerResult Success<T>(T data, TimeProvider time, string action, string? accountId = null) =>
        new(Answers.Success(data, Answers.Free(time, action, accountId)));

    public static AnswerResult Refused(
        Refusal refusal, TimeProvider time, string? action = null, string? accountId = null) =>
        new(Answers.Refused(refusal, Answers.Free(time, action, accountId)));
}
