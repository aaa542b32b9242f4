using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Overture.Connectors;
using Overture.Server.Credits;
using Overture.Server.Http;
using Overture.Server.Invitations;
using Overture.Server.Storage;

namespace Overture.FunctionalTests.Reliability;

/// <summary>
/// Random lives: several accounts, few people, processes that die at any point between two effects, a second process
/// beside a first that still lives, a network that loses answers, loses requests, and accepts late. Whatever happened,
/// afterwards the network, the database, the ledger and what callers heard must agree.
/// </summary>
public sealed class InvitationLifeProperties
{
    private const int Accounts = 3;
    private const int People = 4;

    /// <summary>A caller's request, or the clock moving on.</summary>
    private sealed record Step(int Account, int Person, bool HasKey, int Seconds);

    /// <summary>What one process sees before it dies.</summary>
    private sealed record Chapter(int Points, Step[] Steps, SendFate[] Fates, bool[] ReadFailures);

    private static readonly Gen<Step> GenStep = Gen.Select(
        Gen.Int[0, Accounts - 1], Gen.Int[0, People - 1], Gen.Bool, Gen.OneOf(Gen.Const(0), Gen.Int[0, 40]),
        (account, person, hasKey, seconds) => new Step(account, person, hasKey, seconds));

    private static readonly Gen<Chapter> GenChapter = Gen.Select(
        Gen.OneOf(Gen.Int[0, 60], Gen.Const(int.MaxValue)), GenStep.Array[1, 12], Gen.Enum<SendFate>().Array[0, 8],
        Gen.Frequency((3, Gen.Const(false)), (1, Gen.Const(true))).Array[0, 10],
        (points, steps, fates, readFailures) => new Chapter(points, steps, fates, readFailures));

    [Fact]
    public Task Whatever_dies_and_whenever_nothing_is_sent_twice_lost_or_wrongly_charged() =>
        GenChapter.Array[1, 5].SampleAsync(PlayAsync, iter: 100, threads: 2);

    [Fact]
    public Task The_last_credits_are_spent_once() =>
        Gen.Select(GenChapter.Array[1, 3], Gen.Int[0, 3]).SampleAsync(
            story => PlayAsync(story.Item1, story.Item2), iter: 40, threads: 2);

    [Fact]
    public async Task A_gateway_that_sends_again_after_a_lost_answer_is_caught()
    {
        Chapter[] story = [new(int.MaxValue, [new(0, 0, true, 0)], [SendFate.LostAnswer], [])];
        await PlayAsync(story, credits: 1000);
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(
            () => PlayAsync(story, credits: 1000, between: connector => new ResendingConnector(connector)));
    }

    private static Task PlayAsync(Chapter[] chapters) => PlayAsync(chapters, credits: 1000);

    private static async Task PlayAsync(Chapter[] chapters, long credits, Func<IConnector, IConnector>? between = null)
    {
        await using var world = await World.CreateAsync(Accounts, credits);
        if (between is not null) world.Between = between;
        var heard = new List<(Step Step, WireAnswer Answer)>();
        foreach (var chapter in chapters) await PlayAsync(world, chapter, heard);
        await QuietenAsync(world);

        await CheckAsync(world, heard, credits);
        await ReplayAsync(world, heard);
        await CheckAsync(world, heard, credits);
    }

    private static async Task PlayAsync(World world, Chapter chapter, List<(Step, WireAnswer)> heard)
    {
        world.Network.Plan(chapter.Fates, chapter.ReadFailures);
        // The process of the chapter before is not stopped: if it still lives, it is the zombie that fencing is for.
        var process = await world.StartAsync(chapter.Points);
        var calls = new List<(Step Step, Task<WireAnswer> Answer)>();
        foreach (var step in chapter.Steps)
        {
            if (step.Seconds > 0)
            {
                // Time does not leap over a call that is under way: that only happens to a process that is paused.
                await EndAsync(process, calls);
                world.Time.Advance(TimeSpan.FromSeconds(step.Seconds));
                calls.Add((step, Task.Run(() => SettleAsync(process, step))));
            }

            calls.Add((step, Task.Run(
                () => process.InviteAsync(World.AccountId(step.Account), $"person-{step.Person}", KeyOf(step)))));
        }

        await EndAsync(process, calls);
        foreach (var (step, answer) in calls)
        {
            if (answer.IsCompleted && await answer is { Status: > 0 } given) heard.Add((step, given));
        }
    }

    private static async Task<WireAnswer> SettleAsync(World.Process process, Step step)
    {
        await process.ResolveAsync(World.AccountId(step.Account));
        return new WireAnswer(0, []);
    }

    /// <summary>
    /// Waits until every call has its answer, or the process has died and what it had in hand has come to rest.
    /// </summary>
    private static async Task EndAsync(World.Process process, List<(Step Step, Task<WireAnswer> Answer)> calls)
    {
        var all = Task.WhenAll(calls.Select(call => call.Answer));
        await Task.WhenAny(all, process.Died);
        if (!all.IsCompleted)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>The network is well again, a process lives, and time passes until everything is settled.</summary>
    private static async Task QuietenAsync(World world)
    {
        world.Network.BeWell();
        var process = await world.StartAsync();
        for (var look = 0; look < 12; look++)
        {
            world.Time.Advance(TimeSpan.FromSeconds(30));
            for (var account = 0; account < Accounts; account++) await process.ResolveAsync(World.AccountId(account));
        }

        await using var db = world.Open();
        Assert.Empty(await db.Set<UnresolvedRow>().ToListAsync());
    }

    private static async Task CheckAsync(World world, List<(Step Step, WireAnswer Answer)> heard, long credits)
    {
        var witness = world.Network.Witness;
        Assert.Equal(0, world.Network.Duplicates);
        await using var db = world.Open();
        var rows = await db.Set<InvitationRow>().AsNoTracking().ToListAsync();
        var live = rows.Where(row => row.State is InvitationState.Pending or InvitationState.Accepted).ToList();

        // I3 and back: the database names exactly what the network has.
        Assert.Equal(
            witness.Select(known => (known.Account, known.Person)).Order(),
            live.Select(row => (World.MemberOf(row.AccountId), row.PersonId)).Order());
        Assert.All(live.Where(row => row.Number is not null), row => Assert.Contains(
            witness, known => known == new FakeNetwork.Accepted(
                row.Number!.Value, World.MemberOf(row.AccountId), row.PersonId)));
        Assert.All(live.Where(row => row.Number is null), row => Assert.Equal(InvitationState.Accepted, row.State));

        // I2: who was told of an invitation finds it.
        foreach (var (step, answer) in heard.Where(call => call.Answer.Status == 200))
        {
            var data = JsonNode.Parse(answer.Body)!["data"]!;
            var urn = data["invitation_urn"]?.GetValue<string>();
            if (urn is null) continue;
            Assert.Contains(witness, known => urn == $"urn:li:invitation:{known.Number}"
                && known.Account == World.MemberOf(World.AccountId(step.Account))
                && known.Person == $"person-{step.Person}");
        }

        // I4: each invitation that the network has was paid for once, and nothing else was.
        var report = await new LedgerCheck(new Database(world.Open)).RunAsync(CancellationToken.None);
        Assert.Empty(report.Faults);
        var balance = await db.Set<BalanceRow>().AsNoTracking().SingleAsync();
        Assert.Equal(credits - witness.Count, balance.Credits);
    }

    /// <summary>I5: whoever got a 200 under a key gets the same bytes again, and nothing more is sent.</summary>
    private static async Task ReplayAsync(World world, List<(Step Step, WireAnswer Answer)> heard)
    {
        var process = await world.StartAsync();
        var before = world.Network.Witness.Count;
        foreach (var (step, answer) in heard.Where(call => call.Step.HasKey && call.Answer.Status == 200))
        {
            var again = await process.InviteAsync(World.AccountId(step.Account), $"person-{step.Person}", KeyOf(step));
            Assert.Equal(answer.Body, again.Body);
            Assert.True(again.IsReplayed);
        }

        Assert.Equal(before, world.Network.Witness.Count);
    }

    private static string? KeyOf(Step step) => step.HasKey ? $"request-{step.Account}-{step.Person}" : null;
}
