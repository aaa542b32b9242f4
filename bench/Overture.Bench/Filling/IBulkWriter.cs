namespace Overture.Bench.Filling;

/// <summary>Writes many rows the fastest way the database knows.</summary>
internal interface IBulkWriter : IAsyncDisposable
{
    Task WriteAsync(Table table);

    /// <summary>Runs one statement.</summary>
    Task RunAsync(string sql);
}
