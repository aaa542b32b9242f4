using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Overture.FunctionalTests.Chaos.Callers;

/// <summary>The network's members and people whom a run acts for and requests to invite.</summary>
internal static class Members
{
    /// <summary>Member ids of the network's first numbered people, in their order.</summary>
    public static async Task<List<string>> IdsAsync(Uri sandbox, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        var ids = new List<string>();
        for (long? after = 0; after is not null;)
        {
            var page = (await http.GetFromJsonAsync<JsonNode>(
                new Uri(sandbox, $"/sandbox/people?count=1000&after={after}"), cancellationToken))!;
            ids.AddRange(page["items"]!.AsArray()
                .Where(person => person!["slug"]!.GetValue<string>().StartsWith("person-", StringComparison.Ordinal))
                .Select(person => person!["member_id"]!.GetValue<string>()));
            after = page["next"]?.GetValue<long>();
        }

        return ids;
    }

    /// <summary>Connects the network's first members.</summary>
    public static async Task<(string Token, string AccountId)[]> ConnectAsync(
        Caller caller, int count, CancellationToken cancellationToken)
    {
        var accounts = new (string Token, string AccountId)[count];
        await Parallel.ForAsync(
            0, count, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken },
            async (index, token) =>
            {
                var name = $"sandbox-{index + 1}";
                accounts[index] = (name, await caller.ConnectAsync(name, token)
                    ?? throw new InvalidOperationException($"{name} could not be connected."));
            });
        return accounts;
    }
}
