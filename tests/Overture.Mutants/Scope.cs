namespace Overture.Mutants;

/// <summary>What is mutated, and which tests are asked.</summary>
internal static class Scope
{
    /// <summary>The projects with deciding code; one that others reference comes before them.</summary>
    public static readonly IReadOnlyList<string> Projects = ["Overture.Connectors", "Overture.Server"];

    /// <summary>The deciding code: files, and folders with all that is in them.</summary>
    private static readonly string[] Deciding =
    [
        "src/Overture.Connectors/WebSession/FailureClassifier.cs",
        "src/Overture.Connectors/WebSession/RefusalCodes.cs",
        "src/Overture.Connectors/WebSession/Replies/PersonReader.cs",
        "src/Overture.Connectors/WebSession/Replies/RelationshipReader.cs",
        "src/Overture.Server/Accounts/Upstream/",
        "src/Overture.Server/Credits/",
        "src/Overture.Server/Idempotency/",
        "src/Overture.Server/Invitations/",
        "src/Overture.Server/Limits/",
        "src/Overture.Server/People/",
        "src/Overture.Server/Storage/CommitQueue.cs",
    ];

    /// <summary>Fast tests that say nothing of the deciding code.</summary>
    private static readonly string[] NotAsked =
        ["Overture.Tests.House.", "Overture.Tests.Client.", "Overture.Tests.Sandbox."];

    /// <summary>Functional tests that start processes or a PostgreSQL, or that look at the whole process.</summary>
    private static readonly string[] TooSlow =
    [
        ".Chaos.", ".Cluster.", ".Deploy.", ".Docs.", ".Hosting.", ".Interrupted.", ".Fuzzing.", "Postgres",
        ".Telemetry.", "MigrationTests",
    ];

    public static bool Decides(string file) =>
        Deciding.Any(part => part.EndsWith('/')
            ? file.StartsWith(part, StringComparison.Ordinal)
            : file == part)
        && !file.EndsWith("Feature.cs", StringComparison.Ordinal)
        && !file.EndsWith("Options.cs", StringComparison.Ordinal)
        && !file.EndsWith("Row.cs", StringComparison.Ordinal);

    public static bool Asks(string testClass) =>
        !NotAsked.Any(prefix => testClass.StartsWith(prefix, StringComparison.Ordinal))
        && !TooSlow.Any(part => testClass.Contains(part, StringComparison.Ordinal));
}
