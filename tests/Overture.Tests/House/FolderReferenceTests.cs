using System.Xml.Linq;

namespace Overture.Tests.House;

/// <summary>
/// The server is one spine with features plugged in. A feature may use any other, as long as no circle arises; the
/// spine uses no feature at all.
/// </summary>
public sealed class FolderReferenceTests
{
    /// <summary>What every feature may use, and what therefore knows none of them.</summary>
    private static readonly string[] Spine =
        [
            "Accounts/Runtime", "Actions", "Audit", "Cluster", "Events", "Growth", "Http", "Idempotency", "Storage",
            "Telemetry",
        ];

    private const string Composition = "Hosting";
    private const string ProgramFile = "Program.cs";

    private static readonly FolderGraph Server = FolderGraph.Of(ParsedSource.Under(ServerFolder.Root));

    [Fact]
    public void The_spine_uses_only_the_spine()
    {
        Findings.None(Spine.Except(Server.Folders).Select(folder => $"The spine's {folder} is not in the server"));
        Findings.None(OutOfTheSpine(Server));
    }

    [Fact]
    public void Folders_never_use_each_other_in_a_circle() => Findings.None(Server.Circles());

    [Fact]
    public void Hosting_is_used_by_the_program_alone() => Findings.None(IntoTheComposition(Server));

    [Fact]
    public void The_number_of_arrows_is_printed()
    {
        var (arrows, folders) = (Server.Arrows.Keys.Count(arrow => arrow.From != ProgramFile), Server.Folders.Count);
        var pairs = folders * (folders - 1);
        Console.WriteLine($"{arrows} arrows between {folders} folders, {100 * arrows / pairs} % of {pairs} pairs.");

        Assert.NotEqual(0, arrows);
    }

    [Fact]
    public void The_project_file_hides_no_arrow() => Findings.None(XDocument
        .Parse(Repository.Read($"{ServerFolder.Root}/Overture.Server.csproj"))
        .Descendants("Using")
        .Select(entry => entry.Attribute("Include")!.Value)
        .Where(name => name.StartsWith("Overture.Server", StringComparison.Ordinal))
        .Select(name => $"Overture.Server.csproj uses {name} for all files; write the using where it is needed"));

    [Fact]
    public void A_spine_that_uses_a_feature_is_reported() => Assert.Equal(
        "The spine's Audit uses Queue: src/Overture.Server/Audit/A.cs",
        Assert.Single(OutOfTheSpine(GraphOf(("Audit/A.cs", "using Overture.Server.Queue;"), ("Queue/Q.cs", "")))));

    [Fact]
    public void A_feature_that_uses_hosting_is_reported() => Assert.Equal(
        "Queue uses Hosting: src/Overture.Server/Queue/Q.cs",
        Assert.Single(IntoTheComposition(GraphOf(
            ("Program.cs", "using Overture.Server.Hosting;"),
            ("Queue/Q.cs", "using Overture.Server.Hosting;"),
            ("Hosting/H.cs", "")))));

    [Fact]
    public void A_circle_is_reported_with_its_arrows_the_rarest_first() => Assert.Equal(
        [
            "A circle: Audit → Queue → Http → Audit; the first arrow is in src/Overture.Server/Audit/A.cs",
            "A circle: Http → Audit → Queue → Http; the first arrow is in src/Overture.Server/Http/H.cs",
            "A circle: Queue → Http → Audit → Queue; the first arrow is in "
                + "src/Overture.Server/Queue/Q.cs, src/Overture.Server/Queue/R.cs",
        ],
        GraphOf(
            ("Audit/A.cs", "using Overture.Server.Queue;"),
            ("Queue/Q.cs", "using Overture.Server.Http;"),
            ("Queue/R.cs", "using Overture.Server.Http;"),
            ("Http/H.cs", "using Overture.Server.Audit;"),
            ("Limits/L.cs", "using Overture.Server.Audit;")).Circles());

    [Theory]
    [InlineData("using Overture.Server.Queue;", "Queue")]
    [InlineData("using Overture.Server.Queue.Actions;", "Queue")]
    [InlineData("using static Overture.Server.Queue.Plan;", "Queue")]
    [InlineData("using Q = Overture.Server.Queue.Plan;", "Queue")]
    [InlineData("class A { Overture.Server.Queue.Plan P; }", "Queue")]
    [InlineData("class A { global::Overture.Server.Queue.Plan P; }", "Queue")]
    [InlineData("class A { Server.Queue.Plan P; }", "Queue")]
    [InlineData("class A { Queue.Plan P; }", "Queue")]
    [InlineData("class A { int P => Queue.Plan.Of(); }", "Queue")]
    [InlineData("using Overture.Server.Accounts;", "Accounts")]
    [InlineData("using Overture.Server.Accounts.Runtime;", "Accounts/Runtime")]
    [InlineData("class A { Accounts.Runtime.Mailbox P; }", "Accounts/Runtime")]
    public void An_arrow_is_a_using_or_a_qualified_name(string code, string target)
    {
        var graph = GraphOf(
            ("Audit/A.cs", code),
            ("Queue/Plan.cs", "class Plan;"),
            ("Accounts/Account.cs", "class Account;"),
            ("Accounts/Runtime/Mailbox.cs", "class Mailbox;"));

        Assert.Equal(("Audit", target), Assert.Single(graph.Arrows).Key);
    }

    [Theory]
    [InlineData("using Overture.Client;")]
    [InlineData("using Overture.Server.Audit;")]
    [InlineData("class A { int P => Queue.Length; string Queue; }")]
    [InlineData("class A { int P => this.Queue.Plan; }")]
    public void Other_names_are_no_arrows(string code) =>
        Assert.Empty(GraphOf(("Audit/A.cs", code), ("Queue/Plan.cs", "class Plan;")).Arrows);

    [Fact]
    public void The_runtime_sees_the_types_of_accounts_without_a_using() => Assert.Equal(
        ("Accounts/Runtime", "Accounts"),
        Assert.Single(GraphOf(
            ("Accounts/Consent.cs", "class Consent;"),
            ("Accounts/Runtime/Mailbox.cs", "class Mailbox { Consent Given; }")).Arrows).Key);

    private static FolderGraph GraphOf(params (string File, string Code)[] files) =>
        FolderGraph.Of(files.Select(entry => ParsedSource.Example(entry.Code, $"{ServerFolder.Root}/{entry.File}")));

    private static IEnumerable<string> OutOfTheSpine(FolderGraph graph) => graph.Arrows
        .Where(arrow => Spine.Contains(arrow.Key.From) && !Spine.Contains(arrow.Key.To))
        .Select(arrow => $"The spine's {arrow.Key.From} uses {arrow.Key.To}: {string.Join(", ", arrow.Value)}")
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> IntoTheComposition(FolderGraph graph) => graph.Arrows
        .Where(arrow => arrow.Key is { To: Composition, From: not ProgramFile })
        .Select(arrow => $"{arrow.Key.From} uses {Composition}: {string.Join(", ", arrow.Value)}")
        .Order(StringComparer.Ordinal);
}
