namespace Overture.Bench.Filling;

/// <summary>Writes many rows in the database's fastest way.</summary>
internal interface IBulkWriter : IAsyncDisposable
{
    Task WriteAsync(Table table);

    /// <summary>Runs one statement.</summary>
    Task RunAsync(string sql);
}
