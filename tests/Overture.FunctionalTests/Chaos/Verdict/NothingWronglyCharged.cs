namespace Overture.FunctionalTests.Chaos.Verdict;

/// <summary>I4: balance = sum of entries; one debit for each invitation; refunded where nothing was sent.</summary>
internal static class NothingWronglyCharged
{
    public static IEnumerable<Violation> Check(StoreFacts store) => [.. Balances(store), .. Payments(store)];

    private static IEnumerable<Violation> Balances(StoreFacts store)
    {
        foreach (var (workspace, balance) in store.Balances)
        {
            var sum = store.Ledger.Where(entry => entry.WorkspaceId == workspace).Sum(entry => entry.Amount);
            if (sum != balance)
            {
                yield return Wrong($"the balance of {workspace} is {balance}, its entries sum to {sum}");
            }
        }
    }

    private static IEnumerable<Violation> Payments(StoreFacts store)
    {
        var entries = store.Ledger.Where(entry => entry.InvitationId is not null)
            .ToLookup(entry => entry.InvitationId!.Value);
        var known = store.Invitations.Select(row => row.Id).ToHashSet();
        foreach (var stray in entries.Where(group => !known.Contains(group.Key)))
        {
            yield return Wrong($"{stray.Key} was paid for and does not exist");
        }

        foreach (var row in store.Invitations)
        {
            var written = string.Join(", ", entries[row.Id].Select(Said).Order());
            var expected = Expected(row);
            if (written != expected)
            {
                yield return Wrong($"{row.Id} ({row.State}) has entries [{written}], not [{expected}]");
            }
        }
    }

    private static string Expected(InvitationFact row)
    {
        var debit = $"debit {-row.Price}";
        return row.IsPaid || row.IsUnresolved ? debit : $"{debit}, refund {row.Price}";
    }

    private static string Said(LedgerFact entry) => $"{entry.Kind} {entry.Amount}";

    private static Violation Wrong(string text) => new(ViolationKind.WrongCharge, "I4", text);
}
