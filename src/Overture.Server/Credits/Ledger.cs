using Overture.Client.Contract;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Http;
using Overture.Server.Storage;

namespace Overture.Server.Credits;

/// <summary>Who pays how much for which work.</summary>
/// <param name="WorkspaceId">Whose balance.</param>
/// <param name="ApiKeyId">The key that asked.</param>
/// <param name="AccountId">The account that the work is of.</param>
/// <param name="WorkId">The work: an invitation.</param>
/// <param name="Price">Credits.</param>
internal readonly record struct Payment(long WorkspaceId, long ApiKeyId, long AccountId, long WorkId, int Price);

/// <summary>
/// Pays for work in the step that changes the work, so that neither can be durable without the other. A debit is the
/// whole payment; work that comes to nothing has it refunded.
/// </summary>
internal sealed class Ledger(RowKeys keys)
{
    public static readonly Guard Balance = new("balance", _ => new Refusal(Reason.InsufficientCredits));

    /// <summary>The same work was paid for before: an id that two nodes have made at the same moment.</summary>
    public static readonly Guard Unpaid = new("unpaid", Refusal.Busy);

    /// <summary>Takes the price off the balance, if it suffices.</summary>
    public static void Debit(AccountStep step, in Payment payment) => step
        .Require(Unpaid, LedgerTable.Enter(EntryOf(payment, payment.WorkId, LedgerKind.Debit, -payment.Price)))
        .Write(KeyUsageTable.Add(payment.WorkspaceId, payment.ApiKeyId, payment.Price))
        .Require(Balance, BalanceTable.Add(payment.WorkspaceId, -payment.Price));

    /// <summary>Gives the price back.</summary>
    public void Refund(AccountStep step, in Payment payment) => step
        .Write(
            LedgerTable.Enter(EntryOf(payment, keys.Next(), LedgerKind.Refund, payment.Price)),
            KeyUsageTable.Add(payment.WorkspaceId, payment.ApiKeyId, -payment.Price),
            BalanceTable.Add(payment.WorkspaceId, payment.Price) with { IsGuard = false });

    private static LedgerRow EntryOf(in Payment payment, long id, LedgerKind kind, int amount) => new()
    {
        WorkspaceId = payment.WorkspaceId,
        Id = id,
        ApiKeyId = payment.ApiKeyId,
        AccountId = payment.AccountId,
        RefundOf = kind == LedgerKind.Refund ? payment.WorkId : null,
        Kind = kind,
        Amount = amount,
    };
}
