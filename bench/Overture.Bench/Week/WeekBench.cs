using Overture.Bench.Driving;
using Overture.Bench.Processes;
using Overture.Bench.Results;

namespace Overture.Bench.Week;

/// <summary>A week of many accounts at full speed: each account invites its people one after the other.</summary>
internal static class WeekBench
{
    private const int Connections = 64;

    public static async Task<WeekResult> RunAsync(Options options, string folder)
    {
        var accounts = options.Number("--accounts", options.Has("--quick") ? 1_000 : 10_000);
        var each = options.Number("--invitations", options.Has("--quick") ? 5 : 100);
        // Accounts take turns. With many more accounts than connections, no account has two calls at the same time.
        if (accounts < 10 * Connections)
        {
            throw new BenchException($"A week needs at least {10 * Connections} accounts.");
        }

        var weeks = new List<PlayedWeek>();
        Header? header = null;
        foreach (var name in options.List("--servers", "sqlite,postgres"))
        {
            var label = TestBed.Labels.GetValueOrDefault(name, name);
            Console.WriteLine($"  {accounts:N0} accounts, {each:N0} invitations each: {label} …");
            var part = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
            await using var testBed = new TestBed(part, options.All("--setting"));
            await testBed.StartSandboxAsync();
            var server = await testBed.AddAsync(name);
            await server.StartAsync();
            header ??= Header.Of("week", options.Command, await Machine.ReadAsync(folder, testBed.Database));
            weeks.Add(await PlayAsync(testBed, server, accounts, each));
        }

        return new WeekResult
        {
            Header = header ?? throw new BenchException("No server was named."),
            Accounts = accounts,
            InvitationsEach = each,
            Weeks = weeks,
        };
    }

    private static async Task<PlayedWeek> PlayAsync(TestBed testBed, ServerProcess server, int accounts, int each)
    {
        await testBed.ConnectAccountsAsync(server, accounts);
        var driver = new Driver(testBed, new InvitePairs(accounts), withKeys: false);
        var phase = await driver.InviteAsync(server, Connections, round: 1, calls: accounts * each);
        var peak = Usage.PeakMegabytes(server.Id);
        await server.StopAsync();
        if (await testBed.FaultAsync(server) is { } fault) throw new WrongAnswerException(fault);
        return new PlayedWeek
        {
            Server = server.Name,
            Minutes = Math.Round(phase.Seconds / 60, 2),
            Rate = phase.Rate,
            P50 = phase.P50,
            P99 = phase.P99,
            PeakMegabytes = Math.Round(peak),
            DatabaseMegabytes = Math.Round(await testBed.MegabytesAsync(server)),
            Witnessed = await testBed.AcceptedAsync(),
        };
    }
}
