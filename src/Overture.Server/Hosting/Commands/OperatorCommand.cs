using System.CommandLine;

namespace Overture.Server.Hosting.Commands;

/// <summary>
/// Something the program does instead of serving. Every command but <see cref="RestoreCommand"/> can run while a
/// gateway serves from the same store: it writes in one short transaction, and SQLite's writers wait for each other.
/// </summary>
internal abstract class OperatorCommand(string name, string description) : Command(name, description)
{
    /// <summary>True when the command needs a database that exists and has this version's schema.</summary>
    public virtual bool NeedsDatabase => true;

    public abstract Task<CommandResult> RunAsync(ParseResult line, IServiceProvider services);

    /// <summary>All commands, in the order in which the usage text lists them.</summary>
    public static IReadOnlyList<OperatorCommand> CreateAll() =>
    [
        new AddWorkspaceCommand(), new ListWorkspacesCommand(), new AddKeyCommand(), new ListKeysCommand(),
        new RevokeKeyCommand(), new GrantCreditsCommand(), new CheckLedgerCommand(), new VerifyAuditCommand(),
        new ListAuditCommand(), new ListBreakersCommand(), new ClearBreakerCommand(), new DoNotContactAddCommand(),
        new DoNotContactRemoveCommand(), new DoNotContactListCommand(), new BackupCommand(), new RestoreCommand(),
    ];
}
