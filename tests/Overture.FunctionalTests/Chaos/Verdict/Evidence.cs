using Overture.FunctionalTests.Chaos.Callers;

namespace Overture.FunctionalTests.Chaos.Verdict;

/// <summary>An invitation that the network accepted: the witness.</summary>
internal sealed record WitnessFact(long Id, string Token, string Slug);

/// <summary>A send that left the gateway, seen on the wire.</summary>
internal sealed record WireSend(string Token, string MemberId);

internal sealed record InvitationFact(
    long Id, string AccountId, string PersonId, string State, long? Number, int Price)
{
    public bool IsSent => State is "pending" or "accepted";

    /// <summary>It reached the network, whatever became of it there.</summary>
    public bool IsPaid => IsSent || State is "withdrawn" or "declined_or_expired";

    public bool IsUnresolved => State is "sending" or "unknown";
}

internal sealed record LedgerFact(long WorkspaceId, long? InvitationId, string Kind, long Amount);

internal sealed record KeyFact(string Key, long? InvitationId, int? Status);

/// <summary>What the gateway's database holds, read past the gateway.</summary>
internal sealed record StoreFacts
{
    public required IReadOnlyList<InvitationFact> Invitations { get; init; }

    public required IReadOnlyList<LedgerFact> Ledger { get; init; }

    public required IReadOnlyDictionary<long, long> Balances { get; init; }

    public required IReadOnlyList<KeyFact> Keys { get; init; }

    /// <summary>Slug by member id.</summary>
    public required IReadOnlyDictionary<string, string> People { get; init; }
}

/// <summary>Everything a run left behind, from four sides that know nothing of each other.</summary>
internal sealed record Evidence
{
    public required IReadOnlyList<WitnessFact> Witness { get; init; }

    public required IReadOnlyList<WireSend> Wire { get; init; }

    public required StoreFacts Store { get; init; }

    public required IReadOnlyList<ChaosRequest> Requests { get; init; }

    public required IReadOnlyList<Call> Calls { get; init; }

    /// <summary>Session token by account id.</summary>
    public required IReadOnlyDictionary<string, string> Tokens { get; init; }

    public Pair PairOf(InvitationFact row) => new(
        Tokens.GetValueOrDefault(row.AccountId, row.AccountId),
        Store.People.GetValueOrDefault(row.PersonId, row.PersonId));

    public Pair PairOf(WireSend send) => new(send.Token, Store.People.GetValueOrDefault(send.MemberId, send.MemberId));
}

/// <summary>Who is to be connected with whom, in the network's own names.</summary>
internal sealed record Pair(string Token, string Slug)
{
    public static Pair Of(WitnessFact row) => new(row.Token, row.Slug);

    public override string ToString() => $"{Token} → {Slug}";
}
