using Overture.Client.Contract;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Invitations.Sending.Gates;
using Overture.Server.Limits;

namespace Overture.Server.Invitations.Sending;

/// <summary>All gates, in the order in which they decide: the same for a real call and for a dry run.</summary>
internal sealed class InviteGates(
    CreditsGate credits, PersonGate person, DoNotContactGate doNotContact, ClaimGate claim, TimeProvider time)
{
    private readonly IGate[] _gates =
    [
        new AccountGate(), new NoteLengthGate(), new NotePlaceholderGate(), credits, new PlatformPauseGate(),
        new BreakerGate(), person, new RelationshipGate(), doNotContact, claim,
        .. LimitCheck.Sending.Select(gate => new LimitGate(gate)),
    ];

    private readonly IGate[] _lists = [doNotContact, claim];

    /// <param name="account">The account that invites.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="origin">Where it comes from; null for a dry run, which evaluates every gate.</param>
    /// <param name="cancellationToken">Ends the reads.</param>
    public Task<InviteCheck> EvaluateAsync(
        AccountContext account, InviteRequest request, InviteOrigin? origin, CancellationToken cancellationToken) =>
        EvaluateAsync(new InviteCheck(account, request, origin, time.GetUtcNow()), _gates, cancellationToken);

    /// <summary>The lists alone, after the intent was refused by one of them.</summary>
    public Task<InviteCheck> EvaluateListsAsync(InviteCheck refused, CancellationToken cancellationToken) =>
        EvaluateAsync(
            new InviteCheck(refused.Account, refused.Request, refused.Origin, time.GetUtcNow())
            {
                Person = refused.Person,
                ReadsLists = true,
            },
            _lists, cancellationToken);

    /// <summary>
    /// Why the lists are not read for a request; null when they are. A real call that every limit lets pass meets them
    /// in its intent, which checks them in the same transaction.
    /// </summary>
    public static GateVerdict? SkipsLists(InviteCheck check) =>
        check.IsConnected ? GateVerdict.NotNeeded
        : check.Person is null ? GateVerdict.NotChecked
        : check.IsDryRun || check.ReadsLists || check.Request.OverridesClaim || check.IsLimited ? null
        : GateVerdict.NotChecked;

    private static async Task<InviteCheck> EvaluateAsync(
        InviteCheck check, IGate[] gates, CancellationToken cancellationToken)
    {
        foreach (var gate in gates)
        {
            if (check.Add(await gate.CheckAsync(check, cancellationToken))) break;
        }

        return check;
    }
}
