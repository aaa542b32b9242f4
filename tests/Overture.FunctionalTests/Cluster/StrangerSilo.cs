using System.Diagnostics;
using System.Globalization;

namespace Overture.FunctionalTests.Cluster;

/// <summary>
/// A silo that is none of our servers and wants to join one, in a process of its own: Orleans ends the process of a
/// silo that fails.
/// </summary>
internal sealed class StrangerSilo : IDisposable
{
    private readonly Process _process;
    private readonly Task<string?> _line;

    private StrangerSilo(Process process) => (_process, _line) = (process, process.StandardOutput.ReadLineAsync());

    /// <param name="port">Its own port.</param>
    /// <param name="other">The port of the silo that it joins; null for a silo that is joined.</param>
    public static StrangerSilo Start(int port, int? other = null)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(Program);
        foreach (var one in (int?[])[port, other])
        {
            if (one is { } given) start.ArgumentList.Add(given.ToString(CultureInfo.InvariantCulture));
        }

        return new StrangerSilo(Process.Start(start)!);
    }

    /// <summary>How many members it sees once it is one; null when it becomes none in this time.</summary>
    public async Task<int?> MembersAsync(TimeSpan patience)
    {
        try
        {
            var line = await _line.WaitAsync(patience, TestContext.Current.CancellationToken);
            return line is null ? null : int.Parse(line, CultureInfo.InvariantCulture);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    // …/bin/Overture.FunctionalTests/debug/ → …/bin/Overture.StrangerSilo/debug/
    private static string Program
    {
        get
        {
            var own = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(
                own.Parent!.Parent!.FullName, "Overture.StrangerSilo", own.Name, "Overture.StrangerSilo.dll");
        }
    }
}
