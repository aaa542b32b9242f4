using System.Diagnostics;
using System.Globalization;
using Overture.FunctionalTests.Chaos.Parts;

namespace Overture.FunctionalTests.Interrupted;

/// <summary>However a run is interrupted, nothing that it started outlives it.</summary>
public sealed class InterruptedRunTests
{
    private const string Node = "overture-server.dll --";
    private const string Sandbox = "Overture.Sandbox.dll --";
    private const string Postgres = "/bin/postgres -D";

    public enum Way
    {
        ControlC,
        Terminated,
        Killed,
    }

    public static TheoryData<Way> Ways => [.. Enum.GetValues<Way>()];

    [Theory]
    [MemberData(nameof(Ways))]
    public Task Chaos_leaves_nothing_behind(Way way) =>
        InterruptAsync(way, ["./chaos", "--no-build", "--postgres"], Node, Sandbox, Postgres);

    [Theory]
    [MemberData(nameof(Ways))]
    public Task The_embedded_database_leaves_no_mount_behind(Way way) =>
        InterruptAsync(way, ["./chaos", "--no-build"], Node, Sandbox);

    [Fact]
    public async Task What_a_killed_script_left_is_deleted_by_the_next()
    {
        const string Script = """
            . tests/run.sh
            folder=$(scratch_folder "$1" overture-trial)
            touch "$folder/file"
            kill -KILL $$
            """;
        var parent = Directory.CreateTempSubdirectory("scratch-").FullName;
        var living = Directory.CreateDirectory(Path.Combine(parent, $"overture-trial-{Environment.ProcessId}-abc"));
        for (var run = 0; run < 3; run++)
        {
            var start = new ProcessStartInfo("bash", ["-c", Script, "trial", parent])
            {
                WorkingDirectory = InterruptedRun.Root,
            };
            using var script = Process.Start(start)!;
            await script.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(128 + 9, script.ExitCode);
        }

        Assert.Equal(2, Directory.GetDirectories(parent).Length);
        Assert.True(living.Exists);
    }

    // These build in Release first.
    [Theory(Explicit = true)]
    [MemberData(nameof(Ways))]
    public Task The_demo_leaves_nothing_behind(Way way) => InterruptAsync(
        way, ["./demo", "--port", Ports.Take().ToString(CultureInfo.InvariantCulture)], Node);

    [Theory(Explicit = true)]
    [MemberData(nameof(Ways))]
    public Task The_load_bench_leaves_nothing_behind(Way way) =>
        InterruptAsync(way, ["bench/load", "--quick", "--servers", "postgres"], Node, Sandbox, Postgres);

    private static async Task InterruptAsync(Way way, string[] command, params string[] programs)
    {
        await using var run = await InterruptedRun.StartAsync(command, programs);
        await (way switch
        {
            Way.ControlC => run.PressControlCAsync(),
            Way.Terminated => run.TerminateAsync(),
            Way.Killed => run.KillAsync(),
        });
        await run.LeavesNothingAsync();
    }
}
