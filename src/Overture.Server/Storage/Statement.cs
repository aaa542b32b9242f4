namespace Overture.Server.Storage;

/// <summary>
/// What a statement of a step insists on: the statement must touch exactly one row, or the step is refused. One that only looks must find its
/// row; it is written so that it finds one at most.
/// </summary>
internal enum Guard
{
    /// <summary>Insists on nothing.</summary>
    None,

    /// <summary>The account's actor still holds the newest epoch.</summary>
    Fence,

    /// <summary>The account has no live invitation to the person, nobody forbids them, and no teammate claims them.</summary>
    OneLiveInvitation,

    /// <summary>The workspace can pay.</summary>
    Balance,

    /// <summary>The idempotency key was not used yet.</summary>
    IdempotencyKey,

    /// <summary>The operation is open in the way that the change needs, and no other one is for the same person.</summary>
    Operation,

    /// <summary>The invitation is in a state that allows the change, and was not paid for in this way before.</summary>
    State,
}

/// <summary>One SQL statement, written so that SQLite and PostgreSQL read it alike; its text is the key of a prepared command.</summary>
/// <param name="Sql">
/// The text with parameters @p0, @p1, …; each has the same type in every use of the text. One that begins with SELECT only looks; if it
/// names a lock, the row that it finds is locked.
/// </param>
/// <param name="Guard">What it insists on.</param>
/// <param name="Values">The parameters' values.</param>
internal readonly record struct Statement(string Sql, Guard Guard, params SqlValue[] Values)
{
    /// <summary>Which row it locks; the statement's first values are that row's key.</summary>
    public Locks Locks { get; init; }
}

/// <summary>
/// Rows that steps of several nodes may write at the same time, in the order in which every node locks them: two
/// transactions that lock the same two rows in two orders would wait for each other for ever.
/// </summary>
internal enum Locks
{
    /// <summary>The account, whose epoch each step checks.</summary>
    Account = -2,

    /// <summary>A person.</summary>
    Person = -1,

    /// <summary>
    /// A row that only steps of the same account write, and theirs has locked the account before; or none, where a statement only looks.
    /// </summary>
    OwnRow = 0,

    /// <summary>An idempotency key of a workspace, to be taken; its key is the first two values.</summary>
    IdempotencyKey = 1,

    /// <summary>An idempotency key that an invitation has taken; workspace and invitation are the first two values.</summary>
    TakenIdempotencyKey = 2,

    /// <summary>
    /// The balance of a workspace: last, because everybody in the workspace waits for it, and because only a step that nothing else
    /// refuses may use up what another could pay with.
    /// </summary>
    Balance = 3,
}

/// <summary>Statements that become durable together or not at all.</summary>
internal sealed record CommitStep(params IReadOnlyList<Statement> Statements);

/// <summary>What became of a step.</summary>
internal enum CommitVerdict
{
    /// <summary>Durable.</summary>
    Committed,

    /// <summary>A guard refused it; nothing of it was written.</summary>
    Refused,

    /// <summary>The queue is full; the step was not begun.</summary>
    Busy,

    /// <summary>The store failed. Nothing of the step was written, or (with a store across a network) all of it was.</summary>
    Failed,
}

/// <summary>What became of a step, and which guard refused it.</summary>
internal readonly record struct CommitResult(CommitVerdict Verdict, Guard RefusedBy = Guard.None)
{
    public bool IsCommitted => Verdict == CommitVerdict.Committed;
}
