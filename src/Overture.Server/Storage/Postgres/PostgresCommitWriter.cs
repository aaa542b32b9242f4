using Npgsql;

namespace Overture.Server.Storage.Postgres;

/// <summary>
/// Writes steps over one PostgreSQL connection: all statements of all steps travel in one round trip, and nothing is
/// committed before every guard has been looked at.
/// </summary>
internal sealed class PostgresCommitWriter(NpgsqlDataSource source) : ICommitWriter
{
    private NpgsqlConnection? _connection;

    public async Task<(Guard RefusedBy, int Step)> WriteAsync(
        IReadOnlyList<CommitStep> steps, CancellationToken cancellationToken)
    {
        var connection = _connection ??= await OpenAsync(cancellationToken);
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using var batch = BatchOf(steps, connection, transaction);
            await batch.ExecuteNonQueryAsync(cancellationToken);
            if (RefusalIn(steps, batch) is { } refused)
            {
                await transaction.RollbackAsync(cancellationToken);
                return refused;
            }

            await transaction.CommitAsync(cancellationToken);
            return (Guard.None, 0);
        }
        catch
        {
            // What state the connection is in is not known; a fresh one is the one state that is certain.
            await CloseAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    private static NpgsqlBatch BatchOf(
        IReadOnlyList<CommitStep> steps, NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        var batch = new NpgsqlBatch(connection, transaction);
        foreach (var statement in steps.SelectMany(step => step.Statements))
        {
            var command = new NpgsqlBatchCommand(statement.Sql);
            for (var i = 0; i < statement.Values.Length; i++)
                command.Parameters.AddWithValue($"p{i}", statement.Values[i] ?? DBNull.Value);
            batch.BatchCommands.Add(command);
        }

        return batch;
    }

    private static (Guard Guard, int Step)? RefusalIn(IReadOnlyList<CommitStep> steps, NpgsqlBatch batch)
    {
        var command = 0;
        for (var index = 0; index < steps.Count; index++)
        {
            foreach (var statement in steps[index].Statements)
            {
                var touched = batch.BatchCommands[command++].RecordsAffected;
                if (statement.Guard != Guard.None && touched != 1) return (statement.Guard, index);
            }
        }

        return null;
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        // Whatever the server's default is: a caller hears of a commit only when it is on the disk.
        await using var command = new NpgsqlCommand("SET synchronous_commit = on", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return connection;
    }

    private async Task CloseAsync()
    {
        if (_connection is not { } connection) return;
        _connection = null;
        await connection.DisposeAsync();
    }
}
