using Overture.Client.Contract;
using Overture.Server.Audit;
using Overture.Server.Credits;
using Overture.Server.Invitations;
using Overture.Server.Storage;

namespace Overture.Bench.Filling;

/// <summary>
/// Invitations that all have their outcome, with the people, ledger entries and audit rows that belong to them.
/// Accounts come one after the other, so that every table is filled in the order of its key.
/// </summary>
internal sealed class FilledInvitations(int accounts, int inSandbox, long count)
{
    private const int Price = 1;
    private const long FirstNumber = 1_000_000;

    // A stride keeps the people of one account apart from those of its neighbours.
    private const long Stride = 7919;

    // Scatters the random bits of ids, of which the gateway has 22.
    private const uint Scatter = 2_654_435_761;
    private const uint RandomBits = (1 << 22) - 1;

    // When every account was connected.
    private static readonly DateTimeOffset Start = FilledAccounts.Start.AddDays(1);

    private readonly long _people = Math.Max(1_000, count / 2);

    private Dictionary<int, long>? _sent;

    public IEnumerable<Table> Tables()
    {
        if (count == 0) yield break;
        yield return FilledPeople.Table(_people);
        yield return new Table(
            "invitations",
            [
                "account_id", "id", "workspace_id", "person_id", "api_key_id", "state", "live", "note_dropped",
                "number", "reason", "price", "updated_at",
            ],
            LongRange.To(count).Select(InvitationRow));
        yield return new Table(
            "ledger", ["workspace_id", "id", "api_key_id", "account_id", "refund_of", "kind", "amount"],
            LongRange.To(count).SelectMany(LedgerRows));
        yield return new Table(
            "audit",
            [
                "chain", "number", "at", "api_key_id", "act", "person", "decision", "reason", "invitation_id", "hash",
            ],
            AuditRows());
    }

    /// <summary>Invitations that were sent, and so paid for, by the number of their workspace.</summary>
    public IReadOnlyDictionary<int, long> SentByWorkspace => _sent ??= LongRange.To(count)
        .Where(IsSent)
        .CountBy(WorkspaceOf)
        .ToDictionary(pair => pair.Key, pair => (long)pair.Value);

    private object?[] InvitationRow(long n)
    {
        var account = AccountOf(n);
        var workspace = WorkspaceOf(n);
        var state = StateOf(n);
        return
        [
            FilledAccounts.KeyOf(account), KeyOf(n), FilledWorkspace.IdOf(workspace),
            FilledPeople.KeyOf(PersonOf(n), _people), FilledWorkspace.KeyOf(workspace), (short)state, state.IsLive(),
            false, IsSent(n) ? FirstNumber + n : null, (short?)ReasonOf(n), Price, At(n).ToUnixTimeMilliseconds(),
        ];
    }

    private IEnumerable<object?[]> LedgerRows(long n)
    {
        var account = AccountOf(n);
        var workspace = WorkspaceOf(n);
        object?[] Row(long id, long? refundOf, LedgerKind kind, long amount) =>
        [
            FilledWorkspace.IdOf(workspace), id, FilledWorkspace.KeyOf(workspace), FilledAccounts.KeyOf(account),
            refundOf, (short)kind, amount,
        ];
        yield return Row(KeyOf(n), null, LedgerKind.Debit, -Price);
        // The last random bit sets the refund's id apart; no other row has this millisecond.
        if (!IsSent(n)) yield return Row(KeyOf(n) ^ 1, KeyOf(n), LedgerKind.Refund, Price);
    }

    /// <summary>One row for each outcome, linked into a chain for each account.</summary>
    private IEnumerable<object?[]> AuditRows()
    {
        var last = default(AuditRow);
        for (var n = 0L; n < count; n++)
        {
            var chain = FilledAccounts.KeyOf(AccountOf(n));
            if (last?.Chain != chain) last = null;
            last = AuditChain.Link(
                chain, (last?.Number ?? 0) + 1, last?.Hash ?? AuditChain.Beginning(chain),
                EntryOf(n), At(n));
            yield return
            [
                last.Chain, last.Number, last.At.ToUnixTimeMilliseconds(), last.ApiKeyId, last.Act,
                PersonKey.ToBytes(last.Person!), (short)last.Decision, (short?)last.Reason, last.InvitationId,
                last.Hash,
            ];
        }
    }

    private AuditEntry EntryOf(long n) =>
        new(ActionNames.Invite, IsSent(n) ? AuditDecision.Sent : AuditDecision.Refused)
        {
            ApiKeyId = FilledWorkspace.KeyOf(WorkspaceOf(n)),
            Person = FilledPeople.MemberIdOf(PersonOf(n), _people),
            Reason = ReasonOf(n),
            InvitationId = KeyOf(n),
        };

    private int AccountOf(long n) => 1 + (int)(n * accounts / count);

    private int WorkspaceOf(long n) => FilledWorkspace.Of(AccountOf(n), inSandbox);

    private long PersonOf(long n) => n * Stride % _people;

    private static DateTimeOffset At(long n) => Start.AddMilliseconds(n);

    private static long KeyOf(long n) => RowKeys.FirstAt(At(n)) | (((uint)n * Scatter) & RandomBits);

    private static bool IsSent(long n) => StateOf(n).IsSent();

    private static Reason? ReasonOf(long n) => IsSent(n) ? null : Reason.NotInvitable;

    /// <summary>Of twenty: twelve accepted, five pending, two gone, one refused.</summary>
    private static InvitationState StateOf(long n) => (n % 20) switch
    {
        < 12 => InvitationState.Accepted,
        < 17 => InvitationState.Pending,
        < 19 => InvitationState.DeclinedOrExpired,
        _ => InvitationState.Refused,
    };
}
