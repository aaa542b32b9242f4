using System.Data.Common;
using System.Globalization;
using Overture.FunctionalTests.Chaos.Verdict;
using Overture.Server.Storage;

namespace Overture.FunctionalTests.Chaos.Parts;

/// <summary>Reads the gateway's tables past the gateway, whichever database they are in.</summary>
internal abstract class SqlRunStore : RunStore
{
    // Milliseconds of a moment that an id begins with: 41 bits, from 2020 on.
    private const string IntentAt = "(id / 4194304 + 1577836800000)";

    private static readonly string[] States =
        ["sending", "unknown", "pending", "accepted", "withdrawn", "declined_or_expired", "refused", "not_sent"];

    private static readonly string[] Kinds = ["", "grant", "debit", "refund"];

    public override async Task<int> UnresolvedAsync(CancellationToken cancellationToken) => (await QueryAsync(
        "SELECT count(*) FROM invitations WHERE state IN (0, 1)", Count, cancellationToken))[0];

    public override async Task<int> ResolvedLaterAsync(CancellationToken cancellationToken) => (await QueryAsync(
        $"SELECT count(*) FROM invitations WHERE updated_at > {IntentAt} + 5000", Count, cancellationToken))[0];

    public override async Task<StoreFacts> ReadAsync(CancellationToken cancellationToken) => new()
    {
        Invitations = await QueryAsync(
            "SELECT id, account_id, person_id, state, number, price FROM invitations ORDER BY id",
            row => new InvitationFact(
                row.GetInt64(0), RowKey.Text(RowKind.Account, row.GetInt64(1)), PersonKey.FromBytes((byte[])row[2]),
                States[row.GetInt16(3)], NumberAt(row, 4), row.GetInt32(5)),
            cancellationToken),
        Ledger = await QueryAsync(
            "SELECT workspace_id, CASE kind WHEN 2 THEN id WHEN 3 THEN refund_of END, kind, amount FROM ledger "
            + "ORDER BY id",
            row => new LedgerFact(row.GetInt64(0), NumberAt(row, 1), Kinds[row.GetInt16(2)], row.GetInt64(3)),
            cancellationToken),
        Balances = (await QueryAsync(
            "SELECT workspace_id, credits FROM balances", row => (row.GetInt64(0), row.GetInt64(1)), cancellationToken))
            .ToDictionary(pair => pair.Item1, pair => pair.Item2),
        Keys = await QueryAsync(
            "SELECT key, work_id, status FROM idempotency_keys",
            row => new KeyFact(row.GetString(0), NumberAt(row, 1), (int?)NumberAt(row, 2)),
            cancellationToken),
        People = (await QueryAsync(
            "SELECT member_id, public_identifier FROM people",
            row => (PersonKey.FromBytes((byte[])row[0]), row.GetString(1)), cancellationToken))
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

    private static long? NumberAt(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : Convert.ToInt64(row.GetValue(column), CultureInfo.InvariantCulture);

    private static int Count(DbDataReader row) => Convert.ToInt32(row.GetValue(0), CultureInfo.InvariantCulture);

    private async Task<List<T>> QueryAsync<T>(
        string sql, Func<DbDataReader, T> read, CancellationToken cancellationToken)
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
