using System.Text.Json.Nodes;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Credits;

public sealed class StatementTests
{
    [Fact]
    public async Task Every_credit_is_accounted_for_by_entry_and_by_key()
    {
        await using var gateway = await Gateway.StartAsync();
        var sent = await gateway.InviteAsync("acc_sandbox", "person-1");
        await gateway.InviteAsync("acc_sandbox", "not-invitable");
        await gateway.InviteAsync("acc_sandbox", "lost-request");

        var data = (await gateway.GetAsync("/v2/credits/statement")).Data;

        var items = data["items"]!.AsArray().OfType<JsonNode>().ToList();
        Assert.Equal(
            ["grant", "debit", "debit", "refund", "debit"], items.Select(item => item["kind"]!.GetValue<string>()));
        Assert.Equal(data["credits"]!.GetValue<long>(), items.Sum(item => item["amount"]!.GetValue<long>()));
        Assert.Equal(999_998, data["credits"]!.GetValue<long>());
        Assert.All(items.Skip(1).Take(1), item => Assert.Equal(
            sent.Data["invitation_urn"]!.GetValue<string>(), item["invitation_urn"]!.GetValue<string>()));
        Assert.All(items.Skip(2), item => Assert.Null(item["invitation_urn"]));
        var key = Assert.Single(data["keys"]!.AsArray())!;
        Assert.Equal(("key_sandbox", 2L, 1L), (
            key["api_key_id"]!.GetValue<string>(), key["used"]!.GetValue<long>(), key["reserved"]!.GetValue<long>()));
    }

    [Fact]
    public async Task Pages_follow_one_another_without_gap_or_overlap()
    {
        await using var gateway = await Gateway.StartAsync();
        for (var i = 1; i <= 4; i++) await gateway.InviteAsync("acc_sandbox", $"person-{i}");

        var ids = new List<string>();
        var query = "count=2";
        while (query is not null)
        {
            var page = (await gateway.GetAsync($"/v2/credits/statement?{query}")).Data;
            ids.AddRange(page["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>()));
            query = page["next"]?.GetValue<string>() is { } next ? $"count=2&after={next}" : null;
        }

        Assert.Equal(5, ids.Count);
        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public async Task Another_workspace_sees_its_own_entries_only()
    {
        await using var gateway = await Gateway.StartAsync();
        await SecondWorkspace.AddAsync(gateway, credits: 7);
        await gateway.InviteAsync("acc_sandbox", "person-1");
        var answer = await gateway.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, "/v2/credits/statement"), SecondWorkspace.Key);

        Assert.Equal(7, answer.Data["credits"]!.GetValue<long>());
        Assert.Equal(7, Assert.Single(answer.Data["items"]!.AsArray())!["amount"]!.GetValue<long>());
        Assert.Empty(answer.Data["keys"]!.AsArray());
    }

    [Theory]
    [InlineData("count=0", "count")]
    [InlineData("count=501", "count")]
    [InlineData("after=-1", "after")]
    [InlineData("after=x", "after")]
    public async Task A_page_that_cannot_be_is_refused(string query, string named)
    {
        await using var gateway = await Gateway.StartAsync();
        var answer = await gateway.GetAsync($"/v2/credits/statement?{query}");
        Assert.Equal((400, "invalid_parameter"), (answer.Status, answer.Reason));
        Assert.StartsWith(named, answer.Error["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}
