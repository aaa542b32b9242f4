using System.Text.Json.Nodes;

namespace Overture.FunctionalTests.Support;

/// <summary>
/// One gateway for all tests of a class; each test takes accounts of its own, so that none meets another's invitations.
/// </summary>
public class GatewayFixture : IAsyncLifetime
{
    // Members divisible by ten are premium; tests that care say so.
    private int _lastFree = 1_001;
    private int _lastPremium = 1_000;

    private Dictionary<string, string> _memberIds = [];

    public Gateway Gateway { get; private set; } = null!;

    protected virtual string[] Settings => [];

    public virtual async ValueTask InitializeAsync()
    {
        Gateway = await Gateway.StartAsync(settings: Settings);
        _memberIds = (await Gateway.Sandbox.PeopleAsync(100)).ToDictionary(
            person => person["slug"]!.GetValue<string>(), person => person["member_id"]!.GetValue<string>());
    }

    /// <summary>The member id of a test person or of one of the first numbered people.</summary>
    public string MemberIdOf(string slug) => _memberIds[slug];

    /// <summary>Connects an account that no other test has, of a member who is not premium.</summary>
    public async Task<TestAccount> ConnectAsync()
    {
        var number = Interlocked.Increment(ref _lastFree);
        if (number % 10 == 0) number = Interlocked.Increment(ref _lastFree);
        return new TestAccount(await Gateway.ConnectAsync(number), number);
    }

    public async Task<TestAccount> ConnectPremiumAsync()
    {
        var number = Interlocked.Add(ref _lastPremium, 10);
        return new TestAccount(await Gateway.ConnectAsync(number), number);
    }

    /// <summary>What the network has from an account.</summary>
    public async Task<List<JsonNode>> ArrivedFromAsync(TestAccount account) =>
        (await Gateway.Sandbox.InvitationsAsync()).FindAll(row => row["account"]!.GetValue<string>() == account.Token);

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>A connected account and the number of the sandbox member behind it.</summary>
public sealed record TestAccount(string Id, int Member)
{
    public string Token => $"sandbox-{Member}";
}
