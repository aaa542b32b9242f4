namespace Overture.Bench.Filling;

/// <summary>Rows for one table. Values are string, long, int, bool or null, as the column has them.</summary>
internal sealed record Table(string Name, string[] Columns, IEnumerable<object?[]> Rows);
