using Overture.Client.Contract;
using Overture.Server.Http;
using Overture.Server.Storage;

namespace Overture.Server.Credits;

/// <summary><c>GET /v2/credits</c> and <c>GET /v2/credits/statement</c>.</summary>
internal static class CreditEndpoints
{
    private const int DefaultCount = 50;
    private const int MaxCount = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v2/credits", GetAsync)
            .WithName("get_credits").WithTags("Credits")
            .WithSummary("Read the workspace's balance")
            .Produces<SuccessEnvelope<CreditsData>>()
            .Refuses();
        routes.MapGet("/v2/credits/statement", GetStatementAsync)
            .WithName("get_statement").WithTags("Credits")
            .WithSummary("Read what was given and used, by key and entry by entry")
            .TakesText("after", "The id of an entry (`next` of the page before): the page begins behind it. Absent: "
                + "with the first.")
            .TakesNumber("count", DefaultCount, (
                1, MaxCount), "How many entries the page holds at most. Alias: `limit`.")
            .TakesText("api_key_id", "Only the entries of this key.")
            .Produces<SuccessEnvelope<StatementData>>()
            .Refuses(Reason.InvalidParameter);
    }

    private static async Task<IResult> GetAsync(HttpContext http, Balances balances, TimeProvider time)
    {
        var credits = await balances.ReadAsync(Caller.Of(http).WorkspaceId, http.RequestAborted);
        return AnswerResult.Success(new CreditsData { Credits = credits }, time, ActionNames.GetCredits);
    }

    private static async Task<IResult> GetStatementAsync(HttpContext http, CreditStatement statement, TimeProvider time)
    {
        var after = http.Request.Query["after"].ToString();
        var key = http.Request.Query["api_key_id"].ToString();
        var afterId = after.Length == 0 ? 0 : RowKey.Parse(RowKind.LedgerEntry, after);
        long? keyId = key.Length == 0 ? null : RowKey.Parse(RowKind.ApiKey, key) ?? 0;
        if (afterId is null) return Refused(Refusal.Invalid("after must be the next of an earlier page."), time);
        if (!QueryNumber.Read(http, DefaultCount, (1, MaxCount), "count", "limit")
            .Succeeded(out var count, out var refusal))
        {
            return Refused(refusal, time);
        }

        var page = new StatementPage(Caller.Of(http).WorkspaceId, keyId, afterId.Value, count);
        return AnswerResult.Success(
            await statement.ReadAsync(page, http.RequestAborted), time, ActionNames.GetStatement);
    }

    private static AnswerResult Refused(Refusal refusal, TimeProvider time) =>
        AnswerResult.Refused(refusal, time, ActionNames.GetStatement);
}
