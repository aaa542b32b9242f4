using System.Globalization;
using Overture.Client;
using Overture.Client.Contract;

namespace Overture.Tests.Client;

public sealed class AccountsAndCreditsTests
{
    private const string Meta =
        """
        "metadata":{"action":"x","credits_consumed":0,"timestamp":"2026-05-02T09:00:00Z"}
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Login_sends_the_token_and_reads_the_id()
    {
        using var gateway = new CannedGateway().Answer(200, ToAnswer(
            """{"account_id":"acc_1","status":"connected","challenge_type":null,"message":null}"""));
        var request = new LoginRequest { Platform = "linkedin", LoginToken = "AQEDsecret", AccountName = "Ada" };

        var data = (await gateway.Client.Accounts.LoginAsync(request, Cancellation)).GetOrThrow();

        Assert.Equal("acc_1", data.AccountId);
        Assert.Equal(LoginStatus.Connected, data.Status);
        Assert.Equal("https://gateway.test/v2/login", gateway.Requests[0].Uri.AbsoluteUri);
        Assert.Equal(
            """{"platform":"linkedin","login_token":"AQEDsecret","account_name":"Ada"}""", gateway.Requests[0].Body);
        Assert.DoesNotContain("AQEDsecret", request.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_is_read_by_limit_and_offset()
    {
        using var gateway = new CannedGateway().Answer(200, ToPage(["a"], 7, null));

        var page = (await gateway.Client.Accounts.ListAsync(20, 6, Cancellation)).GetOrThrow();

        Assert.Equal("https://gateway.test/v2/accounts?limit=20&offset=6", gateway.Requests[0].Uri.AbsoluteUri);
        Assert.Equal("a", Assert.Single(page.Items).AccountId);
        Assert.False(page.Pagination.HasMore);
    }

    [Fact]
    public async Task All_accounts_are_read_page_by_page_as_needed()
    {
        using var gateway = new CannedGateway()
            .Answer(200, ToPage(["a", "b"], 3, 2))
            .Answer(200, ToPage(["c"], 3, null));
        var ids = new List<string>();

        await foreach (var account in gateway.Client.Accounts.ListAllAsync(Cancellation))
        {
            ids.Add(account.AccountId);
            Assert.Equal(ids.Count < 3 ? 1 : 2, gateway.Requests.Count);
        }

        Assert.Equal(["a", "b", "c"], ids);
        Assert.EndsWith("offset=2", gateway.Requests[1].Uri.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_points_back_ends_the_listing()
    {
        using var gateway = new CannedGateway().Answer(200, ToPage(["a"], 9, 0));

        Assert.Single(await gateway.Client.Accounts.ListAllAsync(Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task A_refused_page_ends_the_listing_with_the_refusal()
    {
        using var gateway = new CannedGateway()
            .Answer(200, ToPage(["a"], 2, 1))
            .Answer(429, """{"success":false,"error":{"code":"RATE_LIMITED","reason":"key_rate_limit"}}""");

        var thrown = await Assert.ThrowsAsync<OvertureException>(
            async () => await gateway.Client.Accounts.ListAllAsync(Cancellation).ToListAsync(Cancellation));

        Assert.Equal(Reason.KeyRateLimit, thrown.Refusal?.Reason);
    }

    [Theory]
    [InlineData("acc_1", "/v2/accounts/acc_1")]
    [InlineData("a/../b?c#d", "/v2/accounts/a%2F..%2Fb%3Fc%23d")]
    public async Task An_account_id_stays_one_path_segment(string accountId, string path)
    {
        using var gateway = new CannedGateway().Answer(200, ToAnswer(ToAccount("acc_1")));

        var account = (await gateway.Client.Accounts.GetAsync(accountId, Cancellation)).GetOrThrow();

        Assert.Equal("acc_1", account.AccountId);
        Assert.Equal(path, gateway.Requests[0].Uri.PathAndQuery);
    }

    [Theory]
    [InlineData("session_expired", Reason.SessionExpired)]
    [InlineData("newer_than_this_client", null)]
    public async Task An_account_is_read_with_any_reason(string name, Reason? reason)
    {
        var item = ToAccount("acc_1", $"\"inactive\",\"reason\":\"{name}\"");
        using var gateway = new CannedGateway().Answer(200, ToAnswer(item));

        var account = (await gateway.Client.Accounts.GetAsync("acc_1", Cancellation)).GetOrThrow();

        Assert.Equal(AccountStatus.Inactive, account.Status);
        Assert.Equal(reason, account.Reason);
    }

    [Fact]
    public async Task The_balance_is_a_number()
    {
        using var gateway = new CannedGateway().Answer(200, ToAnswer("""{"credits":5000000000}"""));

        var data = (await gateway.Client.Credits.GetAsync(Cancellation)).GetOrThrow();

        Assert.Equal(5_000_000_000, data.Credits);
        Assert.Equal("https://gateway.test/v2/credits", gateway.Requests[0].Uri.AbsoluteUri);
        Assert.Null(gateway.Requests[0].Body);
    }

    private static string ToPage(string[] ids, int total, int? next)
    {
        var items = string.Join(',', ids.Select(id => ToAccount(id)));
        var nextOffset = next?.ToString(CultureInfo.InvariantCulture) ?? "null";
        var hasMore = next is null ? "false" : "true";
        return ToAnswer($$"""
            {"items":[{{items}}],"total":{{total}},"limit":50,"offset":0,
            "pagination":{"next_offset":{{nextOffset}},"has_more":{{hasMore}} } }
            """);
    }

    private static string ToAccount(string id, string status = "\"active\"") =>
        $$"""
        {"account_id":"{{id}}","platform":"linkedin","account_name":"Ada","is_active":true,"status":{{status}},
        "created_at":"2026-01-02T03:04:05Z","updated_at":"2026-01-02T03:04:05Z"}
        """;

    private static string ToAnswer(string data) => $$"""{"success":true,"data":{{data}},{{Meta}}}""";
}
