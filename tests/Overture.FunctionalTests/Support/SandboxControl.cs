using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Overture.FunctionalTests.Support;

/// <summary>The sandbox's control surface: the witness of what really arrived, its clock and its faults.</summary>
public sealed class SandboxControl(Uri address) : IAsyncDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address };

    public Uri Address => address;

    /// <summary>Every invitation that the network accepted, oldest first.</summary>
    public async Task<List<JsonNode>> InvitationsAsync(string? person = null)
    {
        var all = new List<JsonNode>();
        string? after = null;
        do
        {
            var page = (await _http.GetFromJsonAsync<JsonNode>(
                $"/sandbox/invitations?count=1000{(after is null ? "" : $"&after={after}")}",
                TestContext.Current.CancellationToken))!;
            all.AddRange(page["items"]!.AsArray().OfType<JsonNode>());
            after = page["next"]?.ToString();
        }
        while (after is not null);

        return person is null ? all : all.FindAll(item => item["person"]!.GetValue<string>() == person);
    }

    /// <summary>
    /// The test people and then the first numbered people, each with slug, member_id and what else the sandbox tells.
    /// </summary>
    public async Task<List<JsonNode>> PeopleAsync(int count) =>
        [.. (await ReadAsync($"/sandbox/people?count={count}"))["items"]!.AsArray().OfType<JsonNode>()];

    /// <summary>How many sends have reached the network, whatever became of them.</summary>
    public async Task<int> SendsReceivedAsync() =>
        (await ReadAsync("/sandbox/stats"))["sends"]!["received"]!.GetValue<int>();

    /// <summary>How many reads of any kind have reached the network.</summary>
    public async Task<int> ReadsReceivedAsync() =>
        (await ReadAsync("/sandbox/stats"))["reads"]!.AsObject().Sum(kind => kind.Value!.GetValue<int>());

    public Task EndSessionAsync(int member) => PostAsync($"/sandbox/sessions/sandbox-{member}/end", []);

    public Task RestoreSessionAsync(int member) => PostAsync($"/sandbox/sessions/sandbox-{member}/restore", []);

    public async Task AdvanceClockAsync(string duration) =>
        await PostAsync("/sandbox/clock", new JsonObject { ["advance"] = duration });

    public Task AddFaultAsync(JsonObject fault) => PostAsync("/sandbox/faults", fault);

    public async Task ClearFaultsAsync() =>
        (await _http.DeleteAsync("/sandbox/faults", TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<JsonNode> ReadAsync(string path) =>
        (await _http.GetFromJsonAsync<JsonNode>(path, TestContext.Current.CancellationToken))!;

    private async Task PostAsync(string path, JsonObject body) =>
        (await _http.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
}
