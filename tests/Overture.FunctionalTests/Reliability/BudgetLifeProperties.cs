using CsCheck;
using Microsoft.EntityFrameworkCore;
using Overture.FunctionalTests.Support;
using Overture.Server.Audit;
using Overture.Server.Credits;
using Overture.Server.Invitations;
using Overture.Server.Limits;
using Overture.Server.Queue;
using Overture.Server.Storage;

namespace Overture.FunctionalTests.Reliability;

/// <summary>
/// I6 over random lives: direct calls and a queue beside each other, processes that die at any point between two
/// effects, a network that loses answers and requests. However often it was begun anew, an account never has more in
/// the network than its budget.
/// </summary>
public sealed class BudgetLifeProperties
{
    private const int PerWeek = 3;
    private const int People = 12;

    private static readonly long Account = World.AccountId(0);

    /// <summary>Somebody asked for directly, or the queue moving on, after a while.</summary>
    private sealed record Step(int Person, bool IsQueue, int Minutes);

    private sealed record Chapter(int Points, Step[] Steps, SendFate[] Fates);

    private static readonly Gen<Step> GenStep = Gen.Select(
        Gen.Int[0, People - 1], Gen.Bool, Gen.OneOf(Gen.Const(0), Gen.Int[0, 900]),
        (person, isQueue, minutes) => new Step(person, isQueue, minutes));

    private static readonly Gen<Chapter> GenChapter = Gen.Select(
        Gen.OneOf(Gen.Int[0, 60], Gen.Const(int.MaxValue)), GenStep.Array[1, 10], Gen.Enum<SendFate>().Array[0, 8],
        (points, steps, fates) => new Chapter(points, steps, fates));

    [Fact]
    public Task Whatever_dies_and_whenever_no_budget_is_exceeded_and_no_operation_of_the_queue_is_lost() =>
        GenChapter.Array[1, 4].SampleAsync(PlayAsync, iter: 80, threads: 2);

    [Fact]
    public async Task A_history_that_is_forgotten_with_its_process_is_caught()
    {
        Step[] three = [new(0, false, 0), new(1, false, 0), new(2, false, 0)];
        await PlayAsync([new(int.MaxValue, three, []), new(int.MaxValue, [new(3, false, 0)], [])]);
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => PlayAsync(
            [new(int.MaxValue, three, []), new(int.MaxValue, [new(3, false, 0)], [])], forgets: true));
    }

    private static Task PlayAsync(Chapter[] chapters) => PlayAsync(chapters, forgets: false);

    private static async Task PlayAsync(Chapter[] chapters, bool forgets)
    {
        await using var world = await World.CreateAsync(accounts: 1, credits: 1_000);
        world.Limits = new LimitsOptions { FreePerWeek = PerWeek, BreakerThreshold = 1_000 };
        await (await world.StartAsync()).QueueAsync(
            Account, [.. Enumerable.Range(0, People / 2).Select(person => $"person-{person}")]);
        foreach (var chapter in chapters)
        {
            await PlayAsync(world, chapter);
            if (forgets) await ForgetAsync(world);
        }

        await QuietenAsync(world);
        await CheckAsync(world);
    }

    private static async Task PlayAsync(World world, Chapter chapter)
    {
        world.Network.Plan(chapter.Fates, []);
        var process = await world.StartAsync(chapter.Points);
        foreach (var step in chapter.Steps)
        {
            world.Time.Advance(TimeSpan.FromMinutes(step.Minutes / 10.0));
            var call = Task.Run(() => step.IsQueue
                ? process.RunQueueAsync(Account)
                : process.InviteAsync(Account, $"person-{step.Person}", key: null));
            await Task.WhenAny(call, process.Died);
            if (!call.IsCompleted) return;
        }
    }

    /// <summary>
    /// What a gateway would do that kept the history in its memory alone: the rows are moved out of the week.
    /// </summary>
    private static async Task ForgetAsync(World world)
    {
        await using var db = world.Open();
        await db.Database.ExecuteSqlRawAsync("UPDATE invitations SET id = id - (700000000 * 4194304)");
    }

    private static async Task QuietenAsync(World world)
    {
        world.Network.BeWell();
        var process = await world.StartAsync();
        for (var look = 0; look < 12; look++)
        {
            world.Time.Advance(TimeSpan.FromSeconds(30));
            await process.ResolveAsync(Account);
        }
    }

    private static async Task CheckAsync(World world)
    {
        var witness = world.Network.Witness;
        Assert.InRange(witness.Count, 0, PerWeek);
        Assert.Equal(0, world.Network.Duplicates);
        await using var db = world.Open();
        var rows = await db.Set<InvitationRow>().AsNoTracking().ToListAsync();
        var operations = await db.Set<OperationRow>().AsNoTracking().ToListAsync();

        // What an operation says, its invitation says too: neither half of a step is ever there alone.
        Assert.Equal(People / 2, operations.Count);
        var sent = rows.Where(
            row => row is { OperationId: not null, State: InvitationState.Pending or InvitationState.Accepted });
        Assert.Equal(
            sent.Select(row => row.OperationId!.Value).Order(),
            operations.Where(row => row.State == OperationState.Sent).Select(row => row.Id).Order());
        Assert.DoesNotContain(operations, row => row.State is OperationState.Running or OperationState.Cancelled);
        if (operations.Exists(row => row.State == OperationState.Queued))
        {
            Assert.NotEmpty(await db.Set<QueueRow>().ToListAsync());
        }

        Assert.Empty((await new LedgerCheck(new Database(world.Open)).RunAsync(CancellationToken.None)).Faults);
        var audit = new AuditCheck(
            new Database(world.Open), new AuditSignature(ServerParts.Protection), new World.OneKey());
        Assert.Empty((await audit.RunAsync(CancellationToken.None)).Faults);
    }
}
