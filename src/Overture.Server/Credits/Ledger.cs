using Overture.Server.Storage;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Credits;

/// <summary>
/// The statements with which an invitation is paid for; each belongs into the step that changes the invitation, so that
/// neither can be durable without the other.
/// </summary>
internal static class Ledger
{
    private const string TakeOff = "UPDATE balances SET credits = credits - @p1 WHERE workspace_id = @p0 AND credits >= @p1";
    private const string GiveBack = "UPDATE balances SET credits = credits + @p1 WHERE workspace_id = @p0";
    // A second entry of one kind is refused by the guard and not by an error, which would hide what another guard says.
    private const string Insert = """
        INSERT INTO ledger (workspace_id, api_key_id, invitation_id, kind, amount, created_at)
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5)
        ON CONFLICT DO NOTHING
        """;

    /// <summary>Takes the price off the balance, if it suffices.</summary>
    public static IEnumerable<Statement> Reserve(in Payment payment, DateTimeOffset now) =>
    [
        new(TakeOff, Guard.Balance, payment.WorkspaceId, payment.Price) { Locks = Locks.Balance },
        Entry(payment, LedgerKind.Reserve, -payment.Price, now),
    ];

    /// <summary>Makes the reservation a debit.</summary>
    public static IEnumerable<Statement> Commit(in Payment payment, DateTimeOffset now) =>
        [Entry(payment, LedgerKind.Commit, 0, now)];

    /// <summary>Gives the reservation back.</summary>
    public static IEnumerable<Statement> Release(in Payment payment, DateTimeOffset now) =>
    [
        new(GiveBack, Guard.None, payment.WorkspaceId, payment.Price) { Locks = Locks.Balance },
        Entry(payment, LedgerKind.Release, payment.Price, now),
    ];

    private static Statement Entry(in Payment payment, LedgerKind kind, int amount, DateTimeOffset now) => new(
        Insert, Guard.State, payment.WorkspaceId, payment.ApiKeyId, payment.InvitationId, Words.Of(kind), amount,
        now.ToUnixTimeMilliseconds());
}

/// <summary>Who pays how much for what.</summary>
internal readonly record struct Payment(string WorkspaceId, string ApiKeyId, string InvitationId, int Price);
