using Microsoft.Data.Sqlite;
using Overture.FunctionalTests.Chaos.Verdict;

namespace Overture.FunctionalTests.Chaos.Parts;

/// <summary>The embedded database on a small disk: it can be full, and it can be busy.</summary>
internal sealed class SqliteRunStore(string folder) : RunStore
{
    private readonly SmallDisk _disk = new(folder);

    public override IReadOnlyList<string> GatewayArguments => ["--data", _disk.Folder];

    public override IReadOnlyList<(string Name, Func<TimeSpan, CancellationToken, Task> DisturbAsync)> Disturbances =>
        [("disk full", FillAsync), ("database busy", HoldAsync)];

    private string Source => new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(_disk.Folder, "overture.db"), Pooling = false, Mode = SqliteOpenMode.ReadWrite,
    }.ToString();

    public override async Task<int> UnsettledAsync(CancellationToken cancellationToken) => (await QueryAsync(
        "SELECT count(*) FROM invitations WHERE state IN ('sending', 'unknown')", row => row.GetInt32(0), cancellationToken))[0];

    public override async Task<int> SettledLaterAsync(CancellationToken cancellationToken) => (await QueryAsync(
        "SELECT count(*) FROM invitations WHERE checks > 0", row => row.GetInt32(0), cancellationToken))[0];

    public override async Task<StoreFacts> ReadAsync(CancellationToken cancellationToken) => new()
    {
        Invitations = await QueryAsync(
            "SELECT id, account_id, person_id, state, number, reason, price FROM invitations ORDER BY id",
            row => new InvitationFact(
                row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3),
                row.IsDBNull(4) ? null : row.GetInt64(4), row.IsDBNull(5) ? null : row.GetString(5), row.GetInt32(6)),
            cancellationToken),
        Ledger = await QueryAsync(
            "SELECT workspace_id, invitation_id, kind, amount FROM ledger ORDER BY id",
            row => new LedgerFact(
                row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), row.GetString(2), row.GetInt64(3)),
            cancellationToken),
        Balances = (await QueryAsync(
            "SELECT workspace_id, credits FROM balances", row => (row.GetString(0), row.GetInt64(1)), cancellationToken))
            .ToDictionary(pair => pair.Item1, pair => pair.Item2),
        Keys = await QueryAsync(
            "SELECT key, invitation_id, status FROM idempotency_keys",
            row => new KeyFact(
                row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), row.IsDBNull(2) ? null : row.GetInt32(2)),
            cancellationToken),
        People = (await QueryAsync(
            "SELECT member_id, public_identifier FROM people", row => (row.GetString(0), row.GetString(1)), cancellationToken))
            .ToDictionary(pair => pair.Item1, pair => pair.Item2),
    };

    public override async Task TamperAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
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

    private async Task<SqliteConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(Source);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private async Task<List<T>> QueryAsync<T>(string sql, Func<SqliteDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(read(reader));
        return rows;
    }
}
