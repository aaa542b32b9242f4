using Overture.Client.Contract;
using Overture.Server.Storage;

namespace Overture.Server.Credits;

/// <summary>Which page of a statement is asked for.</summary>
/// <param name="WorkspaceId">Whose statement.</param>
/// <param name="ApiKeyId">Only the entries of this key; null for all.</param>
/// <param name="After">The page begins behind this entry; 0 for the first page.</param>
/// <param name="Count">How many entries at most.</param>
internal sealed record StatementPage(long WorkspaceId, long? ApiKeyId, long After, int Count);

/// <summary>Reads what was given, used and reserved.</summary>
internal sealed class CreditStatement(Database database, Balances balances, IPaidWork work)
{
    public async Task<StatementData> ReadAsync(StatementPage page, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var entries = await LedgerTable.PageAsync(
            db, (page.WorkspaceId, page.ApiKeyId), page.After, page.Count + 1, cancellationToken);
        var hasMore = entries.Count > page.Count;
        if (hasMore) entries.RemoveAt(page.Count);
        var urns = await work.UrnsAsync(
            [.. entries.Select(entry => entry.AccountId).OfType<long>().Distinct()],
            [.. entries.Select(WorkOf).OfType<long>().Distinct()], cancellationToken);
        return new StatementData
        {
            Credits = await balances.ReadAsync(page.WorkspaceId, cancellationToken),
            Keys = await KeysAsync(db, page.WorkspaceId, cancellationToken),
            Items = entries.ConvertAll(entry => ItemOf(entry, urns)),
            Next = hasMore ? RowKey.Text(RowKind.LedgerEntry, entries[^1].Id) : null,
        };
    }

    private async Task<List<StatementKey>> KeysAsync(
        OvertureDb db, long workspaceId, CancellationToken cancellationToken)
    {
        var used = await KeyUsageTable.ReadAsync(db, workspaceId, cancellationToken);
        var reserved = await work.ReservedAsync(workspaceId, cancellationToken);
        return
        [
            .. used.Select(key => new StatementKey
            {
                ApiKeyId = RowKey.Text(RowKind.ApiKey, key.Key),
                Used = key.Value,
                Reserved = reserved.GetValueOrDefault(key.Key),
            }).OrderBy(key => key.ApiKeyId, StringComparer.Ordinal),
        ];
    }

    private static StatementItem ItemOf(LedgerRow entry, Dictionary<long, string> urns) => new()
    {
        Id = RowKey.Text(RowKind.LedgerEntry, entry.Id),
        Kind = entry.Kind switch
        {
            LedgerKind.Grant => LedgerEntryKind.Grant,
            LedgerKind.Debit => LedgerEntryKind.Debit,
            LedgerKind.Refund => LedgerEntryKind.Refund,
            LedgerKind.CarriedForward => LedgerEntryKind.CarriedForward,
        },
        Amount = entry.Amount,
        ApiKeyId = entry.ApiKeyId is { } key ? RowKey.Text(RowKind.ApiKey, key) : null,
        InvitationId = WorkOf(entry) is { } id ? RowKey.Text(RowKind.Invitation, id) : null,
        InvitationUrn = WorkOf(entry) is { } known ? urns.GetValueOrDefault(known) : null,
        CreatedAt = RowKeys.TimeOf(entry.Id),
    };

    private static long? WorkOf(LedgerRow entry) =>
        entry.Kind is LedgerKind.Grant or LedgerKind.CarriedForward ? null : entry.RefundOf ?? entry.Id;
}
