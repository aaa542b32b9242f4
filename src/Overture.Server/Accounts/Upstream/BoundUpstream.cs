using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Events;
using Overture.Server.Http;
using Overture.Server.Limits;

namespace Overture.Server.Accounts.Upstream;

/// <summary>
/// The platform as one account sees it: a connector, bound to the owner's session. Every failure passes through here,
/// so what it says about the account (a pause, an unknown answer, a lost session) goes into the next step,
/// whichever action asked.
/// </summary>
internal sealed class BoundUpstream(
    IConnector connector, AccountContext account, UpstreamOptions options, TimeProvider time)
{
    private bool _metUnknown;

    /// <summary>The longest that a send can be under way.</summary>
    public TimeSpan LongestSend => connector.LongestSend;

    private AccountLimitState Limits => account.Part<AccountLimitState>();

    public async Task<UpstreamAnswer<Person>> ResolvePersonAsync(
        PersonIdentifier identifier, CancellationToken cancellationToken) =>
        Observe(await connector.ResolvePersonAsync(account.Session, identifier, cancellationToken));

    public async Task<UpstreamAnswer<Relationship>> ReadRelationshipAsync(
        string memberId, CancellationToken cancellationToken) =>
        Observe(await connector.ReadRelationshipAsync(account.Session, memberId, cancellationToken));

    /// <summary>
    /// Sends one invitation, once. See <see cref="IConnector.SendInvitationAsync"/> for what the answer means.
    /// </summary>
    public async Task<UpstreamAnswer<SentInvitation>> SendInvitationAsync(
        string memberId, string? note, DateTimeOffset latest) =>
        Observe(await connector.SendInvitationAsync(account.Session, memberId, note, latest, CancellationToken.None));

    /// <summary>Why the platform must not be asked for anything in the account's name now; null when it may.</summary>
    public async Task<Refusal?> CheckAllowedAsync(CancellationToken cancellationToken)
    {
        await Limits.RefreshBreakerAsync(cancellationToken);
        var check = new LimitCheck(Limits, HasNote: false, NotePolicy.Require, time.GetUtcNow());
        return account.Inactive ?? Limits.Paused ?? check.Of(GateName.PlatformPause).Refusal
            ?? check.Of(GateName.Breaker).Refusal;
    }

    /// <summary>An answer came in a shape that is known as such, but says nothing we can act on.</summary>
    public void ReportUnknown(string kind) =>
        Record(new AccountSignal(null, new UnknownAnswer(kind, null)), lost: null);

    /// <summary>Ends a request: when every answer to it was understood, a breaker that counted begins anew.</summary>
    public void Conclude(AccountStep step)
    {
        if (!_metUnknown) Limits.RecordUnderstood(step);
        _metUnknown = false;
    }

    private UpstreamAnswer<T> Observe<T>(Answer<T> answer)
        where T : class
    {
        if (answer.Succeeded(out var value, out var failure)) return new UpstreamAnswer<T>(value);
        var refusal = UpstreamRefusal.Of(failure, options, time.GetUtcNow());
        Record(UpstreamSignal.Of(failure, refusal, time.GetUtcNow()), UpstreamRefusal.AccountLostBy(failure));
        return new UpstreamAnswer<T>(failure, refusal);
    }

    private void Record(AccountSignal? signal, Reason? lost)
    {
        _metUnknown |= signal?.Unknown is not null;
        if (signal is { Cooldown: not null } or { Unknown: not null })
        {
            account.OnNextStep(step => Limits.Record(step, signal));
        }

        if (lost is { } reason) account.OnNextStep(step => Lose(step, reason));
    }

    private void Lose(AccountStep step, Reason reason)
    {
        if (account.Row.InactiveReason == reason) return;
        var now = time.GetUtcNow();
        step.Write(AccountTable.Lose(account.Id, reason, now))
            .Event(new AccountEvent(EventType.AccountDisconnected, now)
            {
                Data = new Dictionary<string, string> { ["reason"] = Reasons.NameOf(reason) },
            })
            .Then(() => account.Change(row => row with { InactiveReason = reason, UpdatedAt = now }));
    }
}
