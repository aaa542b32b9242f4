namespace Overture.Server.Storage.Postgres;

/// <summary>Statements of one text, of several steps, that run one after the other.</summary>
/// <param name="Sql">Their text.</param>
/// <param name="IsGuarded">Whether each must touch, or find, exactly one row.</param>
/// <param name="Locks">Which rows it locks.</param>
/// <param name="Rows">Each one's step and values; where statements were added up, the last of their steps.</param>
internal sealed record StatementGroup(string Sql, bool IsGuarded, Locks Locks, List<StatementRow> Rows);

/// <summary>One statement of a group.</summary>
internal readonly record struct StatementRow(int Step, Guard Guard, SqlValue[] Values);

/// <summary>
/// Puts the statements of many steps into the order in which all nodes lock, and those of one text together. Pure. Steps are
/// changed in nothing by that: what two of them share is locked in one order whatever the steps, and what is left are rows of
/// one account each, where only the order within a step counts.
/// </summary>
internal static class StatementGroups
{
    public static List<StatementGroup> Of(IReadOnlyList<CommitStep> steps)
    {
        var groups = new List<StatementGroup>();
        foreach (var locks in Enum.GetValues<Locks>().Order())
        {
            if (locks == Locks.OwnRow) AddOwnRows(groups, steps);
            else AddShared(groups, steps, locks);
        }

        return groups;
    }

    private static void AddShared(List<StatementGroup> groups, IReadOnlyList<CommitStep> steps, Locks locks)
    {
        var first = groups.Count;
        var statements = steps
            .SelectMany((step, index) => step.Statements.Select(statement => (Step: index, Statement: statement)))
            .Where(entry => entry.Statement.Locks == locks)
            .OrderBy(entry => entry.Statement.Values[0].Text, StringComparer.Ordinal)
            .ThenBy(entry => entry.Statement.Values[1].Text, StringComparer.Ordinal);
        foreach (var (step, statement) in statements)
        {
            var group = groups.Count > first ? groups[^1] : null;
            if (group is null || !Fits(statement, group)) groups.Add(group = NewGroup(statement));
            if (locks == Locks.Balance && group.Rows is [.., var last] && last.Values[0] == statement.Values[0])
            {
                // Each change of a row is a new version of it, which the next change would have to find. If the sum is too much,
                // it is the last that asked who goes without.
                group.Rows[^1] = new StatementRow(step, statement.Guard, [last.Values[0], last.Values[1] + statement.Values[1]]);
                continue;
            }

            group.Rows.Add(new StatementRow(step, statement.Guard, statement.Values));
        }
    }

    private static void AddOwnRows(List<StatementGroup> groups, IReadOnlyList<CommitStep> steps)
    {
        var waiting = steps
            .Select((step, index) => (Step: index, Left: new Queue<Statement>(step.Statements.Where(statement => statement.Locks == Locks.OwnRow))))
            .Where(step => step.Left.Count > 0)
            .ToList();
        while (waiting.Count > 0)
        {
            var group = NewGroup(waiting[0].Left.Peek());
            foreach (var (step, left) in waiting)
            {
                if (!Fits(left.Peek(), group)) continue;
                var statement = left.Dequeue();
                group.Rows.Add(new StatementRow(step, statement.Guard, statement.Values));
            }

            groups.Add(group);
            waiting.RemoveAll(step => step.Left.Count == 0);
        }
    }

    private static StatementGroup NewGroup(in Statement statement) => new(statement.Sql, statement.Guard != Guard.None, statement.Locks, []);

    private static bool Fits(in Statement statement, StatementGroup group) =>
        statement.Sql == group.Sql && statement.Guard != Guard.None == group.IsGuarded && statement.Locks == group.Locks;
}
