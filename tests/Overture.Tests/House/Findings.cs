namespace Overture.Tests.House;

/// <summary>Fails with everything that was found, one line each; the collection asserts cut such lists short.</summary>
internal static class Findings
{
    public static void None(IEnumerable<string> findings)
    {
        var all = findings.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }

    /// <summary>Both directions: nothing that is not listed, and nothing listed that is not there.</summary>
    public static void Same(IEnumerable<string> listed, IEnumerable<string> found)
    {
        var (expected, actual) = (listed.ToHashSet(), found.ToHashSet());
        None(actual.Except(expected).Order(StringComparer.Ordinal).Select(entry => $"not listed: {entry}")
            .Concat(expected.Except(actual).Order(StringComparer.Ordinal)
                .Select(entry => $"listed, but not found: {entry}")));
    }
}
