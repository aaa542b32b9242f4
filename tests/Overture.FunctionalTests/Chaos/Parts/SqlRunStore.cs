using System.Data.Common;
using System.Globalization;
using Overture.FunctionalTests.Chaos.Verdict;

namespace Overture.FunctionalTests.Chaos.Parts;

/// <summary>Reads the gateway's tables past the gateway, whichever database they are in.</summary>
internal abstract class SqlRunStore : RunStore
{
    public override async Task<int> UnsettledAsync(CancellationToken cancellationToken) => (await QueryAsync(
        "SELECT count(*) FROM invitations WHERE state IN ('sending', 'unknown')", Count, cancellationToken))[0];

    public override async Task<int> SettledLaterAsync(CancellationToken cancellationToken) => (await QueryAsync(
        "SELECT count(*) FROM invitations WHERE checks > 0", Count, cancellationToken))[0];

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

    protected abstract Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    private static int Count(DbDataReader row) => Convert.ToInt32(row.GetValue(0), CultureInfo.InvariantCulture);

    private async Task<List<T>> QueryAsync<T>(string sql, Func<DbDataReader, T> read, CancellationToken cancellationToken)
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
