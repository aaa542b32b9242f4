using Microsoft.AspNetCore.Mvc;
using Overture.Client.Contract;
using Overture.Server.Http;
using Overture.Server.Limits;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Accounts;

/// <summary><c>GET /v2/accounts</c> and <c>GET /v2/accounts/{account_id}</c>.</summary>
internal static class AccountEndpoints
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v2/accounts", ListAsync)
            .WithName("list_accounts").WithTags("Accounts")
            .WithSummary("List the workspace's accounts, oldest first")
            .TakesNumber("limit", DefaultLimit, 1, MaxLimit, "How many accounts the page holds at most. Alias: `count`.")
            .TakesNumber("offset", 0, 0, null, "How many accounts come before the page.")
            .Produces<SuccessEnvelope<AccountsData>>()
            .Refuses(Reason.InvalidParameter);
        routes.MapGet("/v2/accounts/{account_id}", GetAsync)
            .WithName("get_account").WithTags("Accounts")
            .WithSummary("Read one account")
            .Produces<SuccessEnvelope<AccountItem>>()
            .Refuses(Reason.UnknownAccount);
    }

    private static async Task<IResult> ListAsync(HttpContext http, AccountPages pages, TimeProvider time)
    {
        Refusal? refusal = null;
        var limit = (int)QueryNumber.Read(http, DefaultLimit, 1, MaxLimit, ref refusal, "limit", "count");
        var offset = (int)QueryNumber.Read(http, 0, 0, int.MaxValue, ref refusal, "offset");
        if (refusal is not null) return AnswerResult.Refused(refusal, time, ActionNames.ListAccounts);

        var page = await pages.ReadAsync(Caller.Of(http).WorkspaceId, offset, limit, http.RequestAborted);
        var data = new AccountsData
        {
            Items = page.Items.ConvertAll(Item),
            Total = page.Total,
            Limit = limit,
            Offset = offset,
            Pagination = new OffsetPagination
            {
                HasMore = page.HasMore, NextOffset = page.HasMore ? offset + page.Items.Count : null,
            },
        };
        return new AnswerResult(Answers.Success(
            data, ContractJson.Default.SuccessEnvelopeAccountsData, AnswerResult.Free(time, ActionNames.ListAccounts)));
    }

    private static async Task<IResult> GetAsync(
        HttpContext http, [FromRoute(Name = "account_id")] string accountId, AccountStore store, TimeProvider time)
    {
        var account = await store.FindAsync(Caller.Of(http).WorkspaceId, accountId, http.RequestAborted);
        if (account is null) return AnswerResult.Refused(new Refusal(Reason.UnknownAccount), time, ActionNames.GetAccount);
        return new AnswerResult(Answers.Success(
            Item(account), ContractJson.Default.SuccessEnvelopeAccountItem,
            AnswerResult.Free(time, ActionNames.GetAccount, account.Id)));
    }

    private static AccountItem Item(AccountRow account)
    {
        var isPaused = StandingStore.OwnOf(account.OwnLimits)?.Paused == true;
        return Item(account, account.InactiveReason ?? (isPaused ? Reason.AccountPaused : null));
    }

    private static AccountItem Item(AccountRow account, Reason? inactive) => new()
    {
        AccountId = account.Id,
        Platform = account.Platform,
        AccountName = account.Name,
        IsActive = inactive is null,
        Status = inactive is null ? "active" : "inactive",
        Reason = inactive,
        Country = account.Country,
        CreatedAt = account.CreatedAt,
        UpdatedAt = account.UpdatedAt,
    };
}
