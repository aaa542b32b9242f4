using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Http;
using Overture.Server.Limits;

namespace Overture.Server.Invitations.Sending;

/// <summary>
/// The evaluation of one request, gate by gate. A real call ends at the first closed gate; a dry run evaluates every
/// one. The first closed gate is the refusal in both.
/// </summary>
internal sealed class InviteCheck(
    AccountContext account, InviteRequest request, InviteOrigin? origin, DateTimeOffset now)
{
    private readonly List<GateResult> _results = [];

    public AccountContext Account => account;

    public InviteRequest Request => request;

    /// <summary>Where the request comes from; null for a dry run.</summary>
    public InviteOrigin? Origin => origin;

    public bool IsDryRun => origin is null;

    public DateTimeOffset Now => now;

    public IReadOnlyList<GateResult> Results => _results;

    /// <summary>The first refusal; null while every gate was open.</summary>
    public Refusal? Refusal { get; private set; }

    public Person? Person { get; set; }

    public Relationship? Relationship { get; set; }

    public bool IsConnected { get; set; }

    /// <summary>True when the lists are read whatever the limits say.</summary>
    public bool ReadsLists { get; init; }

    /// <summary>The claim that the request overrides.</summary>
    public Claim? OverriddenClaim { get; set; }

    public LimitCheck Limits { get; } =
        new(account.Part<AccountLimitState>(), request.Note is not null, request.NotePolicy, now);

    /// <summary>Whether a gate of the limits is closed to the request.</summary>
    public bool IsLimited => LimitCheck.Sending.Any(gate => Limits.Of(gate).IsClosed);

    /// <summary>Adds a gate's result; true when no further gate has to be evaluated.</summary>
    public bool Add(GateResult result)
    {
        _results.Add(result);
        Refusal ??= result.Refusal;
        return result.IsClosed && !IsDryRun;
    }

    public bool IsClosed(GateName gate) => _results.Exists(result => result.Gate == gate && result.IsClosed);

    /// <summary>The same, refused by what only the intent could see.</summary>
    public InviteCheck RefusedBy(GateName gate, Refusal refusal)
    {
        var refused = new InviteCheck(account, request, origin, now) { Person = Person };
        refused.Add(GateResult.Closed(gate, refusal));
        return refused;
    }
}
