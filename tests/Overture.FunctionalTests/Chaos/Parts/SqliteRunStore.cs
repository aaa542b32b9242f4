using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Overture.FunctionalTests.Chaos.Parts;

/// <summary>The embedded database on a small disk: it can be full, and it can be busy.</summary>
internal sealed class SqliteRunStore(string folder) : SqlRunStore
{
    private readonly SmallDisk _disk = new(folder);

    protected override IReadOnlyList<(
        string Name, Func<TimeSpan, CancellationToken, Task> DisturbAsync)> Disturbances =>
        [("disk full", FillAsync), ("database busy", HoldAsync)];

    private string Source => new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(_disk.Folder, "overture.db"),
        Pooling = false,
        Mode = SqliteOpenMode.ReadWrite,
    }.ToString();

    public override (IReadOnlyList<string> Arguments, DatabaseWire? Wire) Attach(string node) =>
        (["--data", _disk.Folder], null);

    public override Task KeepAsync(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(_disk.Folder, "overture.db*"))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        _disk.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task FillAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        try
        {
            _disk.Fill(leftBytes: duration.Milliseconds * 16);
            await Task.Delay(duration, TimeProvider.System, cancellationToken);
        }
        finally
        {
            _disk.Free();
        }
    }

    private async Task HoldAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync(cancellationToken);
        // Closing the connection ends the transaction, also when the run is cancelled here.
        await Task.Delay(duration, TimeProvider.System, cancellationToken);
    }

    protected override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(Source);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }
}
