using Overture.Client.Contract;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Accounts;

/// <summary><c>GET /v2/accounts</c>: the workspace's own accounts, oldest first, page by page.</summary>
public sealed class AccountsTests(AccountsTests.Fixture fixture) : IClassFixture<AccountsTests.Fixture>
{
    private const int Total = 6;

    private static readonly string[] ItemKeys =
        ["account_id", "platform", "account_name", "is_active", "status", "created_at", "updated_at"];

    private Gateway Gateway => fixture.Gateway;

    [Fact]
    public async Task The_list_has_every_account_in_the_order_of_connecting()
    {
        var answer = await Gateway.GetAsync("/v2/accounts");

        Assert.Equal(
            ["items", "total", "limit", "offset", "pagination"], answer.Data.AsObject().Select(pair => pair.Key));
        Assert.Equal(["acc_sandbox", .. fixture.Connected], IdsOf(answer));
        Assert.Equal((Total, 50, 0), (Number(answer, "total"), Number(answer, "limit"), Number(answer, "offset")));
        Assert.Equal("list_accounts", answer.Json["metadata"]!["action"]!.GetValue<string>());
        Assert.Equal(0, answer.CreditsConsumed);
    }

    [Fact]
    public async Task An_item_says_who_acts_and_whether_it_can()
    {
        var item = (await Gateway.GetAsync("/v2/accounts/acc_sandbox")).Data.AsObject();

        Assert.Equal(ItemKeys, item.Select(pair => pair.Key));
        Assert.Equal("linkedin", item["platform"]!.GetValue<string>());
        Assert.Equal("Sandbox account", item["account_name"]!.GetValue<string>());
        Assert.True(item["is_active"]!.GetValue<bool>());
        Assert.Equal("active", item["status"]!.GetValue<string>());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\z", item["created_at"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("limit=2", 0, 2, 2)]
    [InlineData("count=2", 0, 2, 2)]
    [InlineData("limit=2&offset=2", 2, 2, 4)]
    [InlineData("limit=2&offset=4", 4, 2, null)]
    [InlineData("limit=6", 0, 6, null)]
    [InlineData("limit=5", 0, 5, 5)]
    [InlineData("offset=6", 6, 0, null)]
    [InlineData("offset=2147483647", 6, 0, null)]
    [InlineData("limit=500&offset=1", 1, 5, null)]
    [InlineData("limit=&offset=", 0, 6, null)]
    [InlineData("limit=1&count=4", 0, 1, 1)]
    public async Task A_page_begins_where_it_is_told_and_says_where_the_next_one_does(
        string query, int first, int size, int? next)
    {
        var answer = await Gateway.GetAsync($"/v2/accounts?{query}");

        string[] all = ["acc_sandbox", .. fixture.Connected];
        Assert.Equal(all.Skip(first).Take(size), IdsOf(answer));
        Assert.Equal(Total, Number(answer, "total"));
        var pagination = answer.Data["pagination"]!.AsObject();
        Assert.Equal(["next_offset", "has_more"], pagination.Select(pair => pair.Key));
        Assert.Equal(next, pagination["next_offset"]?.GetValue<int>());
        Assert.Equal(next is not null, pagination["has_more"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("limit=0", "limit must be a whole number from 1 to 500")]
    [InlineData("limit=501", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("limit=1.5", "limit")]
    [InlineData("limit=1&limit=2", "limit")]
    [InlineData("count=99999999999999999999", "count")]
    [InlineData("offset=-1", "offset must be a whole number from 0")]
    [InlineData("offset=2147483648", "offset")]
    public async Task A_page_that_cannot_be_is_refused(string query, string inMessage)
    {
        var answer = await Gateway.GetAsync($"/v2/accounts?{query}");

        Envelope.IsRefusal(answer.Json, answer.Status, answer.Headers["X-Request-Id"], Reason.InvalidParameter);
        Assert.Contains(inMessage, answer.Error["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("acc_nobody")]
    [InlineData("ACC_SANDBOX")]
    [InlineData("%20")]
    [InlineData("acc_sandbox%2F")]
    [InlineData("%F0%9F%9A%80")]
    public async Task An_account_nobody_has_is_unknown(string id)
    {
        var answer = await Gateway.GetAsync($"/v2/accounts/{id}");

        Envelope.IsRefusal(answer.Json, answer.Status, answer.Headers["X-Request-Id"], Reason.UnknownAccount);
    }

    [Fact]
    public async Task Another_workspace_sees_none_of_them()
    {
        var list = await WithSecondKeyAsync("/v2/accounts");
        Assert.Equal(0, Number(list, "total"));
        Assert.Empty(IdsOf(list));

        var one = await WithSecondKeyAsync($"/v2/accounts/{fixture.Connected[0]}");
        Assert.Equal((404, "unknown_account"), (one.Status, one.Reason));
    }

    private Task<Answered> WithSecondKeyAsync(string path) =>
        Gateway.SendAsync(new HttpRequestMessage(HttpMethod.Get, path), SecondWorkspace.Key);

    private static IEnumerable<string> IdsOf(Answered answer) =>
        answer.Data["items"]!.AsArray().Select(item => item!["account_id"]!.GetValue<string>());

    private static int Number(Answered answer, string name) => answer.Data[name]!.GetValue<int>();

    public sealed class Fixture : GatewayFixture
    {
        public List<string> Connected { get; } = [];

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await SecondWorkspace.AddAsync(Gateway);
            for (var number = 1; number < Total; number++)
            {
                // Apart in time, so that the order of connecting is one.
                Gateway.Time.Advance(TimeSpan.FromSeconds(1));
                Connected.Add(await Gateway.ConnectAsync(100 + number));
            }
        }
    }
}
