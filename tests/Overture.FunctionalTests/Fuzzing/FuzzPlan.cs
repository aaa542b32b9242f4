using System.Globalization;
using Overture.FunctionalTests.Chaos.Parts;

namespace Overture.FunctionalTests.Fuzzing;

/// <summary>How many inputs a run sends, and from which seed it makes them.</summary>
internal sealed record FuzzPlan(int Seed, int Http, int Raw)
{
    /// <summary>The server that is asked.</summary>
    public string Server { get; init; } = Binaries.Gateway;

    /// <summary>Sends one input alone, such as "http 17".</summary>
    public string? Only { get; init; }

    /// <summary>
    /// How much more memory the server may hold at the end than after the first fifth, when caches and pools still
    /// fill.
    /// </summary>
    public int MegabytesOfGrowth { get; init; } = 200;

    /// <summary>
    /// The long form's plan, as <c>./fuzz</c> sets it: FUZZ_SEED, FUZZ_HTTP, FUZZ_RAW, FUZZ_ONLY and FUZZ_SERVER.
    /// </summary>
    public static FuzzPlan FromEnvironment() => new(
        Number("FUZZ_SEED", Random.Shared.Next(1, 1_000_000_000)), Number("FUZZ_HTTP", 30_000),
        Number("FUZZ_RAW", 3_000))
    {
        Server = Environment.GetEnvironmentVariable("FUZZ_SERVER") ?? Binaries.Gateway,
        Only = Environment.GetEnvironmentVariable("FUZZ_ONLY"),
    };

    /// <summary>All inputs of the plan, or the one.</summary>
    public IEnumerable<FuzzInput> Inputs() => Enumerable.Range(0, Http).Select(index => FuzzInput.Http(Seed, index))
        .Concat(Enumerable.Range(0, Raw).Select(index => FuzzInput.Raw(Seed, index)))
        .Where(input => Only is null || input.Name == Only);

    private static int Number(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : otherwise;
}
