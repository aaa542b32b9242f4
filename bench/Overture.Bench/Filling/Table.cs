namespace Overture.Bench.Filling;

/// <summary>
/// Rows for one table. Values are string, long, int, short, bool, byte[] or null, as the column requires.
/// </summary>
internal sealed record Table(string Name, string[] Columns, IEnumerable<object?[]> Rows);
