using System.Text.Json;

namespace Overture.Bench.Micro;

/// <summary>
/// Bytes that each operation allocates, against bench/allocations.json. Counted over many calls and all threads, with
/// the code compiled once and for good, so that two runs give the same number.
/// </summary>
internal static class AllocationBudget
{
    private const int Calls = 2_000;
    private const int Attempts = 5;

    // An update of the runtime may change a few bytes; a change of our code changes more.
    private const double Tolerance = 0.02;
    private const int ToleratedBytes = 8;

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    public static async Task WriteAsync(string file)
    {
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(await MeasureAsync(), Json) + "\n");
        Console.WriteLine($"Written to {file}; review the difference.");
    }

    /// <returns>The number of operations over their budget, or without one.</returns>
    public static async Task<int> CheckAsync(string file)
    {
        var budget = JsonSerializer.Deserialize<Dictionary<string, long>>(await File.ReadAllTextAsync(file))!;
        var measured = await MeasureAsync();
        var faults = 0;
        foreach (var (name, bytes) in measured)
        {
            var isKnown = budget.TryGetValue(name, out var allowed);
            var isWithin = isKnown && bytes <= (allowed * (1 + Tolerance)) + ToleratedBytes;
            Console.WriteLine(
                $"{(isWithin ? "  " : "! ")}{name,-14} {bytes,6} bytes, budget {(isKnown ? allowed : "none")}");
            if (!isWithin) faults++;
        }

        foreach (var name in budget.Keys.Except(measured.Keys))
        {
            Console.WriteLine($"! {name,-14} is not measured any more; remove it from the budget");
            faults++;
        }

        return faults;
    }

    private static async Task<Dictionary<string, long>> MeasureAsync()
    {
        await using var operations = new Operations();
        await operations.StartAsync();
        return new Dictionary<string, long>
        {
            ["ParseRequest"] = await OfAsync(operations.ParseRequest),
            ["Decide"] = await OfAsync(operations.Decide),
            ["CheckLimits"] = await OfAsync(operations.CheckLimits),
            ["LinkAudit"] = await OfAsync(Operations.LinkAudit),
            ["ReadPerson"] = await OfAsync(Operations.ReadPerson),
            ["WriteAnswer"] = await OfAsync(operations.WriteAnswer),
            ["HashRequest"] = await OfAsync(operations.HashRequest),
            ["HashKey"] = await OfAsync(Operations.HashKey),
            ["CommitStep"] = await OfAsync(operations.CommitAsync) / (Operations.Batch + 1),
        };
    }

    private static Task<long> OfAsync(Func<object> operation) => OfAsync(() =>
    {
        GC.KeepAlive(operation());
        return Task.CompletedTask;
    });

    /// <summary>The least of some attempts: anything else that the process does can only add.</summary>
    private static async Task<long> OfAsync(Func<Task> operation)
    {
        var least = long.MaxValue;
        for (var attempt = 0; attempt <= Attempts; attempt++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var call = 0; call < Calls; call++) await operation();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return (long)Math.Round(least / (double)Calls);
    }
}
