namespace Overture.Server.Storage;

/// <summary>
/// One SQL statement, written for one row, so that SQLite runs it as it stands and PostgreSQL runs it for all rows of a
/// batch at once. A SELECT only looks for its row; with a lock, it locks the row that it finds.
/// </summary>
/// <param name="Sql">
/// The text, with parameters @p0, @p1, …; each keeps its type in every use of the text. An INSERT lists its values as
/// <c>VALUES (…)</c> without parentheses inside, its key columns first.
/// </param>
/// <param name="Values">The parameters' values; those of the key come first.</param>
internal readonly record struct Statement(string Sql, params SqlValue[] Values)
{
    /// <summary>
    /// True when the statement must touch, or find, exactly one row; if it does not, its step is refused.
    /// </summary>
    public bool IsGuard { get; init; }

    /// <summary>
    /// Which row other nodes may lock as well; null when only steps of the same account touch the row.
    /// </summary>
    public Locks Locks { get; init; }

    /// <summary>How many of the values are the key of the row.</summary>
    public int KeyLength { get; init; } = 1;

    /// <summary>True when the second value is added to the row, so that the changes of a batch can be summed.</summary>
    public bool Adds { get; init; }
}

/// <summary>
/// Rows that steps of several nodes may write at the same time, in the order in which every node locks them. Two
/// transactions that lock the same two rows in two orders would wait for each other forever.
/// </summary>
internal enum Locks
{
    /// <summary>The account, whose epoch each step checks.</summary>
    Account = -2,

    /// <summary>A person.</summary>
    Person = -1,

    /// <summary>A row that only steps of the same account write, after they have locked the account.</summary>
    OwnRow = 0,

    /// <summary>An idempotency key of a workspace.</summary>
    IdempotencyKey = 1,

    /// <summary>An idempotency key that work has taken; workspace and work are its key.</summary>
    TakenIdempotencyKey = 2,

    /// <summary>The running total of an API key.</summary>
    KeyUsage = 3,

    /// <summary>
    /// The balance of a workspace. It comes last: every account of the workspace waits for it, and only a step that
    /// nothing else refuses may use up what another step could pay with.
    /// </summary>
    Balance = 4,
}
