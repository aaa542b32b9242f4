using System.Text.Json.Nodes;

namespace Overture.FunctionalTests.Chaos.Parts;

/// <summary>How the wire and the upstream go wrong, drawn from the seed.</summary>
internal static class UpstreamTroubles
{
    private static readonly string[] Paths = ["send", "send", "resolve", "relationship", "*"];
    private static readonly string[] Kinds =
        ["cut-before", "cut-after", "status-500-before", "status-500-after", "status-503", "delay"];

    public static ProxyRules RulesOf(Random random) => new()
    {
        TearRequest = random.NextDouble() * 0.2,
        SwallowRequest = random.NextDouble() * 0.1,
        CutAnswer = random.NextDouble() * 0.3,
        TearAnswer = random.NextDouble() * 0.2,
        SwallowAnswer = random.NextDouble() * 0.2,
    };

    public static JsonObject FaultOf(Random random)
    {
        var kind = Kinds[random.Next(Kinds.Length)];
        var fault = new JsonObject
        {
            ["kind"] = kind,
            ["path"] = Paths[random.Next(Paths.Length)],
            ["rate"] = 0.2 + (random.NextDouble() * 0.6),
            ["seed"] = random.Next(),
        };
        if (kind == "delay") fault["delay"] = random.Next(2) == 0 ? "PT0.3S" : "PT1S";
        return fault;
    }
}
