using Overture.Bench.Driving;
using Overture.Bench.Growth;
using Overture.Bench.Load;
using Overture.Bench.Report;
using Overture.Bench.Results;
using Overture.Bench.Week;
using Overture.Processes;

namespace Overture.Bench;

/// <summary>The harness's commands. Each has a script of its name in bench/, which explains the options.</summary>
internal static class Commands
{
    private static readonly string[] Common = [Options.Parent, "--results", "--setting"];

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

    private static void Report(string[] files)
    {
        if (files.Length == 0)
        {
            throw new BenchException("Name at least one result file, such as bench/results/2026-11-23-abc1234.json.");
        }

        foreach (var file in files) PerformancePage.Render(file);
    }

    private static RunFolder MakeFolder(Options options)
    {
        var parent = options.Text(Options.Parent, Path.GetTempPath());
        try
        {
            return RunFolder.Make(parent);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BenchException($"Cannot make a folder in \"{parent}\"; choose another with {Options.Parent}.");
        }
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

        using var run = MakeFolder(options);
        var result = await GrowthBench.RunAsync(
            GrowthPlan.Of(options), run.Path, options.Command, earlier,
            result => ResultFile.Write(result.Header, result, options));
        Console.WriteLine(GrowthTables.Of(result));
    }

    private static async Task WeekAsync(string[] args)
    {
        var options = Options.Parse(args, [.. Common, "--servers", "--accounts", "--invitations"], ["--quick"]);
        using var run = MakeFolder(options);
        var result = await WeekBench.RunAsync(options, run.Path);
        Console.WriteLine(WeekTables.Of(result));
        ResultFile.Write(result.Header, result, options);
    }

    private static async Task LoadAsync(string[] args)
    {
        var options = Options.Parse(
            args,
            [.. Common, "--servers", "--connections", "--rounds", "--seconds", "--warm-up", "--accounts", "--before"],
            ["--quick", "--idempotency-keys", "--invite-only"]);
        using var run = MakeFolder(options);
        var result = await LoadBench.RunAsync(LoadPlan.Of(options), run.Path, options.Command);
        Console.WriteLine(LoadTables.Of(result));
        ResultFile.Write(result.Header, result, options);
    }
}
