using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Accounts;

/// <summary>One member, one budget: a second workspace cannot connect a member unless the operator allows it.</summary>
public sealed class MemberElsewhereTests
{
    [Fact]
    public async Task A_member_of_another_workspace_is_refused_and_nothing_is_stored()
    {
        await using var gateway = await Gateway.StartAsync();
        await SecondWorkspace.AddAsync(gateway);
        var first = await gateway.ConnectAsync(4);

        var refused = await LoginInSecondAsync(gateway, 4);

        Assert.Equal((409, "member_connected_elsewhere", "account"), (
            refused.Status, refused.Reason, refused.Error["scope"]!.GetValue<string>()));
        Assert.DoesNotContain(first, refused.Text, StringComparison.Ordinal);
        Assert.Empty((await InSecondAsync(gateway, HttpMethod.Get, "/v2/accounts")).Data["items"]!.AsArray());
        // The first workspace keeps its account and can renew the session.
        Assert.Equal(first, await gateway.ConnectAsync(4));
    }

    [Fact]
    public async Task Of_many_logins_at_once_in_two_workspaces_one_workspace_gets_the_member()
    {
        await using var gateway = await Gateway.StartAsync();
        await SecondWorkspace.AddAsync(gateway);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => number % 2 == 0
            ? LoginInSecondAsync(gateway, 5)
            : gateway.PostAsync("/v2/login", BodyOf(5))));
        var winners = answers.Select((answer, index) => (answer.Status, Workspace: index % 2))
            .Where(pair => pair.Status == 200).Select(pair => pair.Workspace).Distinct();
        Assert.Single(winners);
        Assert.All(
            answers.Where(answer => answer.Status != 200),
            answer => Assert.Equal("member_connected_elsewhere", answer.Reason));
    }

    [Fact]
    public async Task The_operator_can_allow_it_and_the_member_has_two_accounts_then()
    {
        await using var gateway = await Gateway.StartAsync(settings: ["Overture:Accounts:AllowSameMember=true"]);
        await SecondWorkspace.AddAsync(gateway);
        var first = await gateway.ConnectAsync(4);
        var second = await LoginInSecondAsync(gateway, 4);
        Assert.Equal(200, second.Status);
        Assert.NotEqual(first, second.Data["account_id"]!.GetValue<string>());
    }

    private static JsonObject BodyOf(int member) =>
        new() { ["platform"] = "linkedin", ["login_token"] = $"sandbox-{member}" };

    private static Task<Answered> LoginInSecondAsync(Gateway gateway, int member) => gateway.SendAsync(
        new HttpRequestMessage(HttpMethod.Post, "/v2/login") { Content = JsonContent.Create(BodyOf(member)) },
        SecondWorkspace.Key);

    private static Task<Answered> InSecondAsync(Gateway gateway, HttpMethod method, string path) =>
        gateway.SendAsync(new HttpRequestMessage(method, path), SecondWorkspace.Key);
}
