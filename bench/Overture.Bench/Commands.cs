using Overture.Bench.Driving;
using Overture.Bench.Growth;
using Overture.Bench.Load;
using Overture.Bench.Report;
using Overture.Bench.Results;
using Overture.Bench.Week;

namespace Overture.Bench;

/// <summary>The harness's commands. Each has a script of its name in bench/, which explains the options.</summary>
internal static class Commands
{
    private static readonly string[] Common = [Options.Folder, "--results", "--setting"];

    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await (args switch
            {
                ["load", ..] => LoadAsync(args),
                ["growth", ..] => GrowthAsync(args),
                ["week", ..] => WeekAsync(args),
                ["report", .. var files] => Task.Run(() => Report(files)),
                _ => throw new BenchException("usage: load | growth | week | report; use the scripts in bench/."),
            });
            return 0;
        }
        catch (WrongAnswerException exception)
        {
            Console.Error.WriteLine($"A server did something wrong, so there are no figures: {exception.Message}");
            return 1;
        }
        catch (BenchException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return 2;
        }
    }

    private static void Report(string[] args)
    {
        var files = args
            .Where((word, i) => word != Options.Folder && (i == 0 || args[i - 1] != Options.Folder))
            .ToList();
        if (files.Count == 0)
        {
            throw new BenchException("Name at least one result file, such as bench/results/2026-11-23-abc1234.json.");
        }

        foreach (var file in files) PerformancePage.Render(file);
    }

    private static async Task GrowthAsync(string[] args)
    {
        var options = Options.Parse(
            args, [.. Common, "--servers", "--cases", "--rounds", "--seconds", "--continue"], ["--quick"]);
        var earlier = options.Has("--continue") ? ResultFile.Read<GrowthResult>(options.Text("--continue", "")) : null;
        if (earlier is not null && earlier.Header.Commit != Header.CurrentCommit)
        {
            throw new BenchException(
                $"That run measured {earlier.Header.Commit}; continue it in a checkout of that commit.");
        }

        var result = await GrowthBench.RunAsync(
            GrowthPlan.Of(options), options.Text(Options.Folder, "."), options.Command, earlier,
            result => ResultFile.Write(result.Header, result, options));
        Console.WriteLine(GrowthTables.Of(result));
    }

    private static async Task WeekAsync(string[] args)
    {
        var options = Options.Parse(args, [.. Common, "--servers", "--accounts", "--invitations"], ["--quick"]);
        var result = await WeekBench.RunAsync(options, options.Text(Options.Folder, "."));
        Console.WriteLine(WeekTables.Of(result));
        ResultFile.Write(result.Header, result, options);
    }

    private static async Task LoadAsync(string[] args)
    {
        var options = Options.Parse(
            args,
            [.. Common, "--servers", "--connections", "--rounds", "--seconds", "--warm-up", "--accounts", "--before"],
            ["--quick", "--idempotency-keys", "--invite-only"]);
        var result = await LoadBench.RunAsync(LoadPlan.Of(options), options.Text(Options.Folder, "."), options.Command);
        Console.WriteLine(LoadTables.Of(result));
        ResultFile.Write(result.Header, result, options);
    }
}
