using Microsoft.EntityFrameworkCore;
using Overture.Client.Contract;
using Overture.Server.Http;
using Overture.Server.Storage;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Credits;

internal static class CreditsFeature
{
    private const int DefaultCount = 50;
    private const int MaxCount = 500;

    public static void AddCredits(this IServiceCollection services)
    {
        services.AddSingleton<Balances>();
        services.AddSingleton<LedgerCheck>();
        services.AddSingleton<Grants>();
        services.AddSingleton<KeyUsage>();
    }

    public static void MapCredits(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v2/credits", GetAsync)
            .WithName("get_credits").WithTags("Credits")
            .WithSummary("Read the workspace's balance")
            .Produces<SuccessEnvelope<CreditsData>>()
            .Refuses();
        routes.MapGet("/v2/credits/statement", GetStatementAsync)
            .WithName("get_statement").WithTags("Credits")
            .WithSummary("Read what was given and used, by key and entry by entry")
            .TakesNumber("after", 0, 0, null, "The id of an entry: the page begins behind it. 0 begins with the first.")
            .TakesNumber("count", DefaultCount, 1, MaxCount, "How many entries the page holds at most. Alias: `limit`.")
            .TakesText("api_key_id", "Only the entries of this key.")
            .Produces<SuccessEnvelope<StatementData>>()
            .Refuses(Reason.InvalidParameter);
    }

    private static async Task<IResult> GetAsync(HttpContext http, Balances balances, TimeProvider time)
    {
        var credits = await balances.ReadAsync(Caller.Of(http).WorkspaceId, http.RequestAborted);
        return new AnswerResult(Answers.Success(
            new CreditsData { Credits = credits }, ContractJson.Default.SuccessEnvelopeCreditsData,
            AnswerResult.Free(time, ActionNames.GetCredits)));
    }

    private static async Task<IResult> GetStatementAsync(
        HttpContext http, Database database, Balances balances, KeyUsage usage, TimeProvider time)
    {
        Refusal? refusal = null;
        var after = QueryNumber.Read(http, 0, 0, long.MaxValue, ref refusal, "after");
        var count = (int)QueryNumber.Read(http, DefaultCount, 1, MaxCount, ref refusal, "count", "limit");
        if (refusal is not null) return AnswerResult.Refused(refusal, time, ActionNames.GetStatement);

        var workspaceId = Caller.Of(http).WorkspaceId;
        var keyId = http.Request.Query["api_key_id"].ToString();
        await using var db = database.Open();
        var entries = db.Ledger.AsNoTracking().Where(row => row.WorkspaceId == workspaceId && row.Id > after);
        if (keyId.Length > 0) entries = entries.Where(row => row.ApiKeyId == keyId);
        var page = await entries.OrderBy(row => row.Id).Take(count + 1).ToListAsync(http.RequestAborted);
        var numbers = await NumbersAsync(db, page, http.RequestAborted);
        var items = page.Take(count).Select(row => Item(row, numbers)).ToList();
        var data = new StatementData
        {
            Credits = await balances.ReadAsync(workspaceId, http.RequestAborted),
            Keys = await KeysAsync(db, usage, workspaceId, http.RequestAborted),
            Items = items,
            Next = page.Count > count ? items[^1].Id : null,
        };
        return new AnswerResult(Answers.Success(
            data, ContractJson.Default.SuccessEnvelopeStatementData, AnswerResult.Free(time, ActionNames.GetStatement)));
    }

    private static async Task<List<StatementKey>> KeysAsync(
        OvertureDb db, KeyUsage usage, string workspaceId, CancellationToken cancellationToken)
    {
        var used = await usage.ReadAsync(workspaceId, cancellationToken);
        // Unsettled invitations are few; the index on check_at finds them.
        var reserved = await db.Invitations.Where(row => row.CheckAt != null && row.WorkspaceId == workspaceId)
            .GroupBy(row => row.ApiKeyId)
            .Select(group => new { group.Key, Sum = group.Sum(row => row.Price) })
            .ToDictionaryAsync(group => group.Key, group => group.Sum, cancellationToken);
        return used.OrderBy(key => key.Key, StringComparer.Ordinal).Select(key => new StatementKey
        {
            ApiKeyId = key.Key,
            Used = key.Value,
            Reserved = reserved.GetValueOrDefault(key.Key),
        }).ToList();
    }

    /// <summary>The upstream's numbers of the page's invitations: callers know an invitation by its urn.</summary>
    private static Task<Dictionary<string, long>> NumbersAsync(
        OvertureDb db, List<LedgerRow> page, CancellationToken cancellationToken)
    {
        var ids = page.Select(row => row.InvitationId).OfType<string>().Distinct().ToList();
        return db.Invitations.Where(row => ids.Contains(row.Id) && row.Number != null)
            .ToDictionaryAsync(row => row.Id, row => row.Number!.Value, cancellationToken);
    }

    private static StatementItem Item(LedgerRow row, Dictionary<string, long> numbers) => new()
    {
        Id = row.Id,
        Kind = Words.Of(row.Kind),
        Amount = row.Amount,
        ApiKeyId = row.ApiKeyId,
        InvitationId = row.InvitationId,
        InvitationUrn = row.InvitationId is { } id && numbers.TryGetValue(id, out var number)
            ? InvitationUrn.Of(number)
            : null,
        CreatedAt = row.CreatedAt,
    };
}
