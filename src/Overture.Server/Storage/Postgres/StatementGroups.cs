namespace Overture.Server.Storage.Postgres;

/// <summary>Statements of one text, of several steps, that run as one.</summary>
/// <param name="First">One of them; its text, lock and guard are those of all.</param>
/// <param name="Rows">
/// Each one's place and values; where changes of one row were put together, the last one's place.
/// </param>
internal sealed record StatementGroup(Statement First, List<StatementRow> Rows);

/// <summary>One statement of a group.</summary>
/// <param name="Step">The step's place in the batch.</param>
/// <param name="Place">The statement's place in the step.</param>
/// <param name="Values">The parameters' values.</param>
internal readonly record struct StatementRow(int Step, int Place, SqlValue[] Values);

/// <summary>
/// Puts the statements of many steps into the order in which all nodes lock, and those of one text together. Pure. This
/// changes no step: what two steps share is locked in one order whatever the steps, and the other rows belong to one
/// account each, where only the order within a step counts.
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
        var statements = Placed(steps).Where(entry => entry.Statement.Locks == locks).ToList();
        statements.Sort(ByKey);
        foreach (var (step, place, statement) in statements)
        {
            var group = groups.Count > first ? groups[^1] : null;
            var isSameRow = group is not null && group.Rows.Count > 0 && IsSameKey(statement, group.Rows[^1].Values);
            if (group is null || !Fits(statement, group)
                || (isSameRow && statement is { IsGuard: true, Adds: false, Locks: not Locks.Account }))
            {
                groups.Add(group = new StatementGroup(statement, []));
            }
            else if (isSameRow && (statement.Adds || !statement.IsGuard))
            {
                // One statement cannot change a row twice. Sums are added up, and if they come to too much, the last
                // one that asked goes without; of other changes the last one stays.
                group.Rows[^1] = new StatementRow(
                    step, place, statement.Adds ? Sum(group.Rows[^1].Values, statement.Values) : statement.Values);
                continue;
            }

            group.Rows.Add(new StatementRow(step, place, statement.Values));
        }
    }

    private static void AddOwnRows(List<StatementGroup> groups, IReadOnlyList<CommitStep> steps)
    {
        var waiting = Placed(steps).Where(entry => entry.Statement.Locks == Locks.OwnRow)
            .GroupBy(entry => entry.Step)
            .Select(step => new Queue<(int Step, int Place, Statement Statement)>(step))
            .ToList();
        while (waiting.Count > 0)
        {
            var group = new StatementGroup(waiting[0].Peek().Statement, []);
            foreach (var left in waiting)
            {
                // A step's own statements of one text follow each other at once: a list of a thousand rows is one
                // statement.
                while (left.TryPeek(out var next) && Fits(next.Statement, group) && !IsSameRow(next, group))
                {
                    group.Rows.Add(new StatementRow(next.Step, next.Place, next.Statement.Values));
                    left.Dequeue();
                }
            }

            groups.Add(group);
            waiting.RemoveAll(left => left.Count == 0);
        }
    }

    private static SqlValue[] Sum(SqlValue[] left, SqlValue[] right)
    {
        SqlValue[] sum = [.. right];
        sum[1] = left[1] + right[1];
        return sum;
    }

    private static IEnumerable<(int Step, int Place, Statement Statement)> Placed(IReadOnlyList<CommitStep> steps)
    {
        for (var step = 0; step < steps.Count; step++)
        {
            for (var place = 0; place < steps[step].Statements.Count; place++)
            {
                yield return (step, place, steps[step].Statements[place]);
            }
        }
    }

    // Steps in their order where keys are the same, so that the sort gives one result.
    private static int ByKey(
        (int Step, int Place, Statement Statement) left, (int Step, int Place, Statement Statement) right)
    {
        for (var part = 0; part < Math.Min(left.Statement.KeyLength, right.Statement.KeyLength); part++)
        {
            if (left.Statement.Values[part].CompareTo(right.Statement.Values[part]) is not 0 and var order)
            {
                return order;
            }
        }

        var byStep = left.Step.CompareTo(right.Step);
        return byStep != 0 ? byStep : left.Place.CompareTo(right.Place);
    }

    /// <summary>Whether a step changes the row again that it has just changed: one statement cannot.</summary>
    private static bool IsSameRow((int Step, int Place, Statement Statement) next, StatementGroup group) =>
        group.Rows.Count > 0 && group.Rows[^1].Step == next.Step && IsSameKey(next.Statement, group.Rows[^1].Values);

    private static bool IsSameKey(in Statement statement, SqlValue[] values)
    {
        for (var part = 0; part < statement.KeyLength; part++)
        {
            if (!statement.Values[part].IsSame(values[part])) return false;
        }

        return true;
    }

    private static bool Fits(in Statement statement, StatementGroup group) =>
        statement.Sql == group.First.Sql && statement.IsGuard == group.First.IsGuard
        && statement.Locks == group.First.Locks;
}
