namespace Overture.Bench.Results;

/// <summary>The beginning of every result file.</summary>
internal sealed record Header
{
    /// <summary>load, growth or week.</summary>
    public required string Kind { get; init; }

    public required DateTimeOffset Date { get; init; }

    public required string Commit { get; init; }

    /// <summary>True when the checkout had uncommitted changes.</summary>
    public required bool IsDirty { get; init; }

    public required string Command { get; init; }

    public required Machine Machine { get; init; }

    public static string CurrentCommit => Tool.Read("git", "rev-parse", "--short", "HEAD");

    public static Header Of(string kind, string command, Machine machine) => new()
    {
        Kind = kind,
        Date = TimeProvider.System.GetUtcNow(),
        Commit = CurrentCommit,
        IsDirty = Tool.Read("git", "status", "--porcelain").Length > 0,
        Command = command,
        Machine = machine,
    };
}
