namespace Overture.Server.Hosting.Verbs;

/// <summary>
/// Something that the program does instead of serving. All but one may run beside a serving gateway: what they write is one
/// short transaction, and SQLite's writers wait for each other.
/// </summary>
internal abstract class Verb
{
    /// <summary>Every verb, in the order in which the usage lists them.</summary>
    public static readonly IReadOnlyList<Verb> All =
    [
        new AddWorkspace(), new ListWorkspaces(), new AddKey(), new ListKeys(), new RevokeKey(), new GrantCredits(), new CheckLedger(),
        new VerifyAudit(), new ListAudit(), new ListBreakers(), new ClearBreaker(), new ForbidPerson(), new AllowPerson(), new ListForbidden(),
        new Backup(), new Restore(),
    ];

    public abstract string Name { get; }

    /// <summary>What must stand behind the verb, a word for each: <c>WORKSPACE AMOUNT</c>.</summary>
    public virtual string Operands => "";

    /// <summary>The verb's own switch without its dashes; null when it has none.</summary>
    public virtual string? Switch => null;

    public abstract string Meaning { get; }

    /// <summary>Whether it works on a database that is there; only what brings one does not.</summary>
    public virtual bool NeedsDatabase => true;

    public abstract Task<VerbResult> RunAsync(Command command, IServiceProvider services);

    public IReadOnlyList<string> OperandNames => Operands.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
