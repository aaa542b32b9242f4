using Microsoft.AspNetCore.Mvc;
using Overture.Client.Contract;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Http;
using Overture.Server.Limits;
using Overture.Server.Storage;

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
            .TakesNumber("limit", DefaultLimit, (
                1, MaxLimit), "How many accounts the page holds at most. Alias: `count`.")
            .TakesNumber("offset", 0, (0, null), "How many accounts come before the page.")
            .Produces<SuccessEnvelope<AccountsData>>()
            .Refuses(Reason.InvalidParameter);
        routes.MapGet("/v2/accounts/{account_id}", GetAsync)
            .WithName("get_account").WithTags("Accounts")
            .WithSummary("Read one account")
            .Produces<SuccessEnvelope<AccountItem>>()
            .Refuses(Reason.UnknownAccount);
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, AccountPages pages, Database database, TimeProvider time)
    {
        if (!QueryNumber.Read(http, DefaultLimit, (1, MaxLimit), "limit", "count")
            .Succeeded(out var limit, out var refusal)
            || !QueryNumber.Read(http, 0, (0, int.MaxValue), "offset").Succeeded(out var offset, out refusal))
        {
            return AnswerResult.Refused(refusal, time, ActionNames.ListAccounts);
        }

        var page = await pages.ReadAsync(Caller.Of(http).WorkspaceId, offset, limit, http.RequestAborted);
        var data = new AccountsData
        {
            Items = await ItemsAsync(database, page.Items, http.RequestAborted),
            Total = page.Total,
            Limit = limit,
            Offset = offset,
            Pagination = new OffsetPagination
            {
                HasMore = page.HasMore,
                NextOffset = page.HasMore ? offset + page.Items.Count : null,
            },
        };
        return AnswerResult.Success(data, time, ActionNames.ListAccounts);
    }

    private static async Task<IResult> GetAsync(
        HttpContext http, [FromRoute(Name = "account_id")] string accountId, Database database, TimeProvider time)
    {
        var account = RowKey.Parse(RowKind.Account, accountId) is { } id
            ? await AccountTable.FindAsync(database, Caller.Of(http).WorkspaceId, id, http.RequestAborted)
            : null;
        if (account is null)
        {
            return AnswerResult.Refused(new Refusal(Reason.UnknownAccount), time, ActionNames.GetAccount);
        }

        var items = await ItemsAsync(database, [account], http.RequestAborted);
        return AnswerResult.Success(items[0], time, ActionNames.GetAccount, accountId);
    }

    private static async Task<List<AccountItem>> ItemsAsync(
        Database database, List<AccountRow> accounts, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var paused = await AccountLimitsTable.PausedAsync(
            db, accounts.ConvertAll(account => account.Id), cancellationToken);
        return accounts.ConvertAll(account => ItemOf(
            account, account.InactiveReason ?? (paused.Contains(account.Id) ? Reason.AccountPaused : null)));
    }

    private static AccountItem ItemOf(AccountRow account, Reason? inactive) => new()
    {
        AccountId = RowKey.Text(RowKind.Account, account.Id),
        Platform = Login.PlatformName,
        AccountName = account.Name,
        IsActive = inactive is null,
        Status = inactive is null ? AccountStatus.Active : AccountStatus.Inactive,
        Reason = inactive,
        Country = account.Country,
        CreatedAt = account.CreatedAt,
        UpdatedAt = account.UpdatedAt,
    };
}
