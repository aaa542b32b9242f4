using Overture.Server.Audit;
using Overture.Server.Events;
using Overture.Server.Storage;

namespace Overture.Server.Accounts.Runtime;

/// <summary>
/// The unit of work of an account: what becomes durable together, with its audit rows and events, and what changes in
/// memory when it is. It begins with the fence, so only the grain that holds the newest epoch can commit it.
/// </summary>
internal sealed class AccountStep
{
    private readonly List<Statement> _statements = new(10);
    private readonly List<Guard?> _guards = new(10);
    private readonly List<Action> _changes = [];
    private List<(Guard? Guard, Func<bool> Holds)>? _conditions;

    public AccountStep(Statement fence) => Require(Guard.Fence, fence);

    public IReadOnlyList<Statement> Statements => _statements;

    public List<AuditEntry> Entries { get; } = [];

    public List<AccountEvent> Events { get; } = [];

    public AccountStep Write(params ReadOnlySpan<Statement> statements)
    {
        foreach (var statement in statements)
        {
            _statements.Add(statement);
            _guards.Add(null);
        }

        return this;
    }

    public AccountStep Write(IEnumerable<Statement> statements)
    {
        foreach (var statement in statements) Write(statement);
        return this;
    }

    /// <summary>
    /// A statement that must touch, or find, exactly one row; otherwise the step is refused by the guard.
    /// </summary>
    public AccountStep Require(Guard guard, Statement statement)
    {
        _statements.Add(statement with { IsGuard = true });
        _guards.Add(guard);
        return this;
    }

    public AccountStep Audit(params ReadOnlySpan<AuditEntry> entries)
    {
        Entries.AddRange(entries);
        return this;
    }

    public AccountStep Event(AccountEvent happened)
    {
        Events.Add(happened);
        return this;
    }

    /// <summary>A change of what is in memory; it is made only when the step is durable.</summary>
    public AccountStep Then(Action change)
    {
        _changes.Add(change);
        return this;
    }

    /// <summary>
    /// What must hold in memory at the moment of the commit, after every step before it; otherwise the guard refuses
    /// the step.
    /// </summary>
    public AccountStep While(Guard guard, Func<bool> holds)
    {
        (_conditions ??= new(1)).Add((guard, holds));
        return this;
    }

    /// <summary>The guard of the first condition that does not hold now; null when all hold.</summary>
    public Guard? FindUnmet() => _conditions?.Find(condition => !condition.Holds()).Guard;

    public Guard? GuardAt(int place) => place < 0 ? null : _guards[place];

    public void Apply()
    {
        foreach (var change in _changes) change();
    }
}
