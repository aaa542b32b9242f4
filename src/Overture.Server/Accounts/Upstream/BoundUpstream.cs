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

    public Task<UpstreamAnswer<Person>> ResolvePersonAsync(
        PersonIdentifier identifier, CancellationToken cancellationToken) =>
        ReadAsync(
            ReadPurpose.Request,
            session => connector.ResolvePersonAsync(session, identifier, cancellationToken));

    public Task<UpstreamAnswer<Relationship>> ReadRelationshipAsync(
        string memberId, ReadPurpose purpose, CancellationToken cancellationToken) =>
        ReadAsync(purpose, session => connector.ReadRelationshipAsync(session, memberId, cancellationToken));

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
            ?? check.Of(GateName.Breaker).Refusal ?? Limits.Reads.RefusalAt(time.GetUtcNow());
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

    /// <summary>Reads within the account's budget: what a call may read at most is counted before it asks.</summary>
    private async Task<UpstreamAnswer<T>> ReadAsync<T>(ReadPurpose purpose, Func<Session, Task<Answer<T>>> readAsync)
        where T : class
    {
        if (Limits.Reads.Limit is null) return Observe(await readAsync(account.Session));
        if (await ReserveAsync(purpose) is { } refusal) return new UpstreamAnswer<T>(refusal);
        var (reads, meter) = (Limits.Reads, new ReadMeter());
        var answer = await readAsync(account.Session.With(meter));
        reads.Use(meter.Reads);
        return Observe(answer);
    }

    private async Task<Refusal?> ReserveAsync(ReadPurpose purpose)
    {
        var (reads, now) = (Limits.Reads, time.GetUtcNow());
        if (purpose == ReadPurpose.Request && reads.RefusalAt(now) is { } refusal) return refusal;
        if (reads.NextLease(now) is not { } lease) return null;
        if (purpose == ReadPurpose.Outcome)
        {
            // What resolves an outcome waits for nothing: the lease goes with the step that it leads to.
            reads.Take(lease);
            account.OnNextStep(step => step.Write(ReadBudgetTable.Keep(account.Id, lease)));
            return null;
        }

        var kept = await account.CommitAsync(
            account.Step().Write(ReadBudgetTable.Keep(account.Id, lease)).Then(() => reads.Take(lease)));
        return kept.IsCommitted ? null : kept.Refusal(now);
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
