using Microsoft.Data.Sqlite;

namespace Overture.Server.Storage.Sqlite;

/// <summary>
/// Copies what was committed from the write-ahead log into the database beside the writer, which would otherwise do it
/// amid its own work and let everybody wait meanwhile. One copy at a time.
/// </summary>
internal sealed class SqliteCheckpoints(Func<SqliteConnection> open) : IAsyncDisposable
{
    // About four megabytes of the log.
    private const int StepsBetween = 256;

    private SqliteConnection? _connection;
    private Task _running = Task.CompletedTask;
    private int _steps;

    /// <summary>
    /// Counts what was committed, and begins a copy when enough has come together. Called by one writer.
    /// </summary>
    public void Committed(int steps)
    {
        _steps += steps;
        if (_steps < StepsBetween || !_running.IsCompleted) return;
        _steps = 0;
        _running = Task.Run(Copy);
    }

    /// <summary>Waits for the copy under way.</summary>
    public async ValueTask DisposeAsync()
    {
        await _running;
        _connection?.Dispose();
        _connection = null;
    }

    private void Copy()
    {
        try
        {
            _connection ??= open();
            using var command = _connection.CreateCommand();
            // Passive: takes what it can get without making anybody wait.
            command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
            command.ExecuteNonQuery();
        }
        catch (Exception)
        {
            // Nothing depends on it: what stays in the log is safe there, and the writer takes it over when the log
            // grows long. The next commit reports a full or broken disk.
            _connection?.Dispose();
            _connection = null;
        }
    }
}
