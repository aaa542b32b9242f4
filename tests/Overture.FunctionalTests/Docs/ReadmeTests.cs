using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Docs;

/// <summary>What the README and the sandbox's page show is what happens.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public async Task The_request_of_the_readme_is_granted_and_replayed()
    {
        var curl = Curl().Match(RepositoryFile.Read("README.md"));
        Assert.True(curl.Success, "README.md shows no curl command.");
        await using var gateway = await Gateway.StartAsync();

        Task<Answered> PostAsync() => gateway.PostAsync(
            curl.Groups["path"].Value, JsonNode.Parse(curl.Groups["body"].Value)!, curl.Groups["key"].Value);
        var first = await PostAsync();
        var second = await PostAsync();

        Assert.Equal((200, 1), (first.Status, first.CreditsConsumed));
        Assert.Equal(first.Body, second.Body);
        Assert.Equal("true", second.Headers["Idempotency-Replayed"]);
        Assert.Single(await gateway.Sandbox.InvitationsAsync("person-7"));
    }

    [Fact]
    public async Task Each_test_person_is_answered_as_the_sandboxs_page_says()
    {
        var rows = PersonRow().Matches(RepositoryFile.Read("docs/sandbox.md"));
        Assert.True(rows.Count >= 20, "docs/sandbox.md has no table of test people.");
        await using var gateway = await Gateway.StartAsync();
        // An account each: some of the people cost it its session.
        var answered = await Task.WhenAll(rows.Select(async (row, index) =>
        {
            var account = await gateway.ConnectAsync(1001 + index);
            var answer = await gateway.InviteAsync(account, row.Groups["slug"].Value);
            var word = answer.Reason ?? answer.Json["data"]?["status"]?.GetValue<string>();
            return $"{row.Groups["slug"].Value}: {answer.Status} {word}".TrimEnd();
        }));
        var promised = rows.Select(row =>
            $"{row.Groups["slug"].Value}: {row.Groups["status"].Value} {row.Groups["word"].Value}".TrimEnd());

        Assert.Equal(promised, answered);
    }

    [Fact]
    public async Task A_note_to_the_person_without_note_quota_left_is_refused()
    {
        await using var gateway = await Gateway.StartAsync();
        var answer = await gateway.InviteAsync("acc_sandbox", "note-quota", "Hello");

        Assert.Equal((429, "note_quota"), (answer.Status, answer.Reason));
    }

    [GeneratedRegex(@"curl --request POST --url http://[^/\s]+(?<path>/\S+).*?Idempotency-Key: (?<key>[^']+)'.*?--data "
        + @"'(?<body>.*?)'\n", RegexOptions.Singleline)]
    private static partial Regex Curl();

    [GeneratedRegex(@"^\| `(?<slug>[^`]+)` \| (?<status>\d{3})(?: `(?<word>\w+)`)? \|", RegexOptions.Multiline)]
    private static partial Regex PersonRow();
}
