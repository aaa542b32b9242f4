using Overture.Processes;
using Overture.Tests;

[assembly: AssemblyFixture(typeof(TestRun))]

namespace Overture.Tests;

/// <summary>Made before any test: what the tests leave in the temporary folder goes with this program.</summary>
public sealed class TestRun
{
    // One for the process, in which the tests may run more than once.
    private static readonly RunFolder Folder = RunFolder.Make(Path.GetTempPath());

    public TestRun() => Assert.True(Directory.Exists(Folder.Path));
}
