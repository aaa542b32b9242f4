using Overture.FunctionalTests.Support;
using Overture.Processes;

[assembly: AssemblyFixture(typeof(TestRun))]

namespace Overture.FunctionalTests.Support;

/// <summary>
/// Made before any test: what the tests start and leave in the temporary folder ends with this program.
/// </summary>
public sealed class TestRun
{
    // One for the process, in which the tests may run more than once.
    private static readonly RunFolder Folder = RunFolder.Make(Path.GetTempPath());

    public TestRun() => Assert.True(Directory.Exists(Folder.Path));
}
