using Overture.FunctionalTests.Chaos.Parts;

namespace Overture.FunctionalTests.Chaos;

/// <summary>What a landscape is made of.</summary>
internal sealed record LandscapeForm
{
    public int Seed { get; init; } = 1;

    public Breakage Breakage { get; init; }

    /// <summary>
    /// Written as an operator writes them; they come on top of those that make the gateway's times short.
    /// </summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>PostgreSQL under the gateway instead of SQLite; several nodes need it.</summary>
    public bool OnPostgres { get; init; }

    public int Nodes { get; init; } = 1;

    /// <summary>Nodes that do not run and may be added.</summary>
    public int Spares { get; init; }

    /// <summary>The server that the nodes are at first.</summary>
    public string Program { get; init; } = Binaries.Gateway;
}
