using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Overture.Server.Growth;
using Overture.Server.Storage;

namespace Overture.Server.Audit;

/// <summary>What a check of the audit looked at and what it found wrong.</summary>
/// <param name="Chains">Chains followed.</param>
/// <param name="Rows">Rows read.</param>
/// <param name="Digest">A hash over the ends of all chains: another one means another audit.</param>
/// <param name="Faults">
/// One sentence for each fault, one at most for a chain and one for each invitation and each API key; empty when all is
/// right.
/// </param>
internal sealed record AuditReport(long Chains, long Rows, string Digest, IReadOnlyList<string> Faults);

/// <summary>
/// Proves that each row of the audit follows from the one before it, that no chain has lost the row of an invitation at
/// its end, where no hash can tell, and that every API key in it exists. Reads one consistent picture, a row at a time,
/// so it may run beside a serving gateway.
/// </summary>
internal sealed class AuditCheck(Database database, AuditSignature signature, IKnownKeys keys)
{
    public const string OperatorName = "operator";

    // A large audit is sorted before its first row comes.
    private static readonly TimeSpan LongestQuery = TimeSpan.FromDays(1);

    // Taken off as two sets: nothing has to be looked up for each invitation. Sending and unknown ones have no row yet.
    private const string WithoutRowSql = """
        SELECT i.account_id AS "AccountId", i.id AS "InvitationId" FROM invitations i
        WHERE i.state NOT IN (0, 1) AND i.id >= {0}
        EXCEPT SELECT chain, invitation_id FROM audit
        ORDER BY 1, 2
        """;

    public async Task<AuditReport> RunAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        db.Database.SetCommandTimeout(LongestQuery);
        await db.Database.OpenConnectionAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync(
            db.Database.IsNpgsql() ? "BEGIN ISOLATION LEVEL REPEATABLE READ" : "BEGIN", cancellationToken);

        var anchors = await AuditAnchorTable.ReadAllAsync(db, cancellationToken);
        using var walk = new Walk(anchors, await keys.AllAsync(db, cancellationToken));
        await foreach (var row in InOrder(db).WithCancellation(cancellationToken)) walk.Take(row);
        var firstKept = await RetentionMarkTable.FirstKeptIdAsync(db, RetainedKind.Audit, cancellationToken);
        var withoutRow = await db.Database.SqlQueryRaw<Unrecorded>(WithoutRowSql, firstKept)
            .ToListAsync(cancellationToken);
        // A connection goes back to its pool as it is.
        await db.Database.ExecuteSqlRawAsync("ROLLBACK", cancellationToken);
        return walk.End(anchors.Values.Where(anchor => !signature.IsGenuine(anchor)).Select(anchor =>
            $"Chain {NameOf(anchor.Chain)}: the signature of its anchor is not the gateway's; either the anchor was "
            + "changed, or the key ring that signed it is gone.").Concat(withoutRow.Select(invitation =>
            $"Chain {RowKey.Text(RowKind.Account, invitation.AccountId)}: invitation "
            + $"{RowKey.Text(RowKind.Invitation, invitation.InvitationId)} has its outcome and no row; rows were cut "
            + "off at the end.")));
    }

    private static IAsyncEnumerable<AuditRow> InOrder(OvertureDb db) =>
        db.Set<AuditRow>().AsNoTracking().OrderBy(row => row.Chain).ThenBy(row => row.Number).AsAsyncEnumerable();

    /// <summary>
    /// Follows one chain after the other. What comes behind a fault in a chain proves nothing, and is only counted.
    /// </summary>
    private sealed class Walk(Dictionary<long, AuditAnchorRow> anchors, HashSet<long> keys) : IDisposable
    {
        private readonly HashSet<long> _unmet = [.. anchors.Keys];
        private readonly HashSet<long> _unknownKeys = [];
        private readonly List<string> _faults = [];
        private readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private AuditRow? _last;
        private bool _isBroken;
        private long _chains;
        private long _rows;

        public void Take(AuditRow row)
        {
            if (row.Chain != _last?.Chain) EndChain();
            var (number, hash) = _last is { } last ? (last.Number, last.Hash) : BeginningOf(row.Chain);
            if (!_isBroken && FaultOf(row, number, hash) is { } fault)
            {
                _faults.Add(fault);
                _isBroken = true;
            }

            if (row.ApiKeyId is { } key && !keys.Contains(key) && _unknownKeys.Add(key))
            {
                _faults.Add(FormattableString.Invariant(
                    $"Chain {NameOf(row.Chain)}: row {row.Number} names the API key ")
                    + $"{RowKey.Text(RowKind.ApiKey, key)}, and there is no such key.");
            }

            _last = row;
            _rows++;
        }

        public AuditReport End(IEnumerable<string> others)
        {
            EndChain();
            // Retention leaves the last row of a chain.
            _faults.AddRange(_unmet.Order().Select(chain =>
                $"Chain {NameOf(chain)}: all rows behind its anchor are missing."));
            return new AuditReport(
                _chains, _rows, Convert.ToHexStringLower(_digest.GetHashAndReset()), [.. _faults, .. others]);
        }

        /// <summary>What the first row of a chain follows from: its anchor, or the chain's own beginning.</summary>
        private (long Number, byte[] Hash) BeginningOf(long chain)
        {
            _unmet.Remove(chain);
            return anchors.TryGetValue(chain, out var anchor)
                ? (anchor.Number, anchor.Hash)
                : (0, AuditChain.Beginning(chain));
        }

        public void Dispose() => _digest.Dispose();

        private void EndChain()
        {
            if (_last is not { } end) return;
            _digest.AppendData(Encoding.UTF8.GetBytes(
                FormattableString.Invariant($"{end.Chain} {end.Number} {Convert.ToHexStringLower(end.Hash)}\n")));
            _chains++;
            (_last, _isBroken) = (null, false);
        }

        private static string? FaultOf(AuditRow row, long numberBefore, byte[] hashBefore) =>
            row.Number <= numberBefore ? FormattableString.Invariant(
                $"Chain {NameOf(row.Chain)}: row {row.Number} was put in before the first.")
            : row.Number == numberBefore + 2 ? FormattableString.Invariant(
                $"Chain {NameOf(row.Chain)}: row {numberBefore + 1} is missing.")
            : row.Number > numberBefore + 1
                ? FormattableString.Invariant(
                    $"Chain {NameOf(row.Chain)}: rows {numberBefore + 1} to {row.Number - 1} are missing.")
            : !row.Hash.AsSpan().SequenceEqual(AuditChain.HashOf(row, hashBefore))
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"Chain {NameOf(row.Chain)}: row {row.Number} does not follow from the row before it; one of the "
                    + $"two was changed, exchanged, or put in between.")
            : null;
    }

    /// <summary>A chain as operators read it.</summary>
    public static string NameOf(long chain) =>
        chain == AuditRow.OperatorChain ? OperatorName : RowKey.Text(RowKind.Account, chain);

    private sealed record Unrecorded(long AccountId, long InvitationId);
}
