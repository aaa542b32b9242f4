using System.Collections.Frozen;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Overture.Client.Contract;

namespace Overture.Server.Telemetry;

/// <summary>
/// The gateway's own metrics and spans. A tag is an id or a word of a closed set: never a name, a note or a secret.
/// Without a listener a measurement costs one comparison, and a span is null.
/// </summary>
internal sealed class Instruments : IDisposable
{
    public const string Name = "Overture";
    public const string InviteSpan = "invite";

    private const string OutcomeTag = "overture.outcome";
    private const string ReasonTag = "overture.reason";
    private const string StageTag = "overture.stage";

    private static readonly FrozenDictionary<Outcome, string> OutcomeNames = NamesOf<Outcome>();
    private static readonly FrozenDictionary<Stage, string> StageNames = NamesOf<Stage>();

    private readonly ActivitySource _spans = new(Name);
    private readonly TimeProvider _time;
    private readonly Counter<long> _invitations;
    private readonly Counter<long> _resolutions;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _recoveredAccounts;
    private readonly Counter<long> _recoveredInvitations;
    private readonly Histogram<double> _stageDuration;
    private readonly Histogram<int> _batchSize;
    private readonly Histogram<double> _commitDuration;
    private readonly Instrument _unknown;
    private Func<int>? _queueLength;
    private UnknownOutcomes? _unknownOutcomes;

    public Instruments(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(Name);
        _invitations = meter.CreateCounter<long>(
            "overture.invitations", "{invitation}", "Invitations that were not refused before the intent, by outcome.");
        _resolutions = meter.CreateCounter<long>(
            "overture.resolutions", "{invitation}", "Invitations whose outcome a later check found, by outcome.");
        _refusals = meter.CreateCounter<long>(
            "overture.refusals", "{refusal}", "Requests that were refused, by reason.");
        _recoveredAccounts = meter.CreateCounter<long>(
            "overture.recovery.accounts", "{account}",
            "Accounts that had unresolved invitations when the resolver began.");
        _recoveredInvitations = meter.CreateCounter<long>(
            "overture.recovery.invitations", "{invitation}",
            "Invitations that were unresolved when the resolver began.");
        _stageDuration = meter.CreateHistogram(
            "overture.stage.duration", "s", "How long a stage of an invitation's life took.",
            advice: Buckets(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60));
        _batchSize = meter.CreateHistogram(
            "overture.commit.batch_size", "{step}", "How many steps a transaction of the commit queue held.",
            advice: Buckets(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024));
        _commitDuration = meter.CreateHistogram(
            "overture.commit.duration", "s", "How long a transaction of the commit queue took, failed ones included.",
            advice: Buckets(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5));
        meter.CreateObservableGauge(
            "overture.commit.queue_length", QueueLength, "{step}",
            "Steps that wait for the commit or are being written.");
        _unknown = meter.CreateObservableGauge(
            "overture.unknown.invitations", UnknownNow, "{invitation}",
            "Invitations of the whole database with an unknown outcome. Every node reports the same number: take the "
            + "maximum, not the sum.");
        meter.CreateObservableGauge(
            "overture.unknown.oldest_age", OldestUnknown, "s",
            "Time since the oldest intent among them, 0 if there is none. Every node reports the same number.");
    }

    /// <summary>The names of the gateway's own spans.</summary>
    public static IEnumerable<string> SpanNames => [InviteSpan, .. StageNames.Values];

    /// <summary>
    /// True while a listener reads the number of unknown outcomes; else the database need not be queried.
    /// </summary>
    public bool UnknownIsWanted => _unknown.Enabled;

    /// <summary>
    /// The span of an invite request from its arrival at the account's grain to its answer; null without a listener.
    /// </summary>
    public Activity? BeginInvite(string accountId, string workspaceId) => BeginSpan(InviteSpan, accountId, workspaceId);

    public RunningStage Begin(Stage stage, string accountId, string workspaceId) =>
        new(this, stage, _time.GetTimestamp(), BeginSpan(StageNames[stage], accountId, workspaceId));

    public void EndStage(Stage stage, long startedAt) => _stageDuration.Record(
        _time.GetElapsedTime(startedAt).TotalSeconds, new KeyValuePair<string, object?>(StageTag, StageNames[stage]));

    public RunningCommit BeginCommit(int steps)
    {
        _batchSize.Record(steps);
        return new RunningCommit(this, _time.GetTimestamp());
    }

    public void EndCommit(long startedAt) => _commitDuration.Record(_time.GetElapsedTime(startedAt).TotalSeconds);

    /// <summary>Counts an attempt's outcome and tags its span with it.</summary>
    public void Concluded(Outcome outcome, Reason? reason) => Count(_invitations, outcome, reason);

    /// <summary>Counts an outcome that was found later and tags the current span with it.</summary>
    public void Resolved(Outcome outcome, Reason? reason) => Count(_resolutions, outcome, reason);

    /// <summary>Counts a request that is answered with a refusal and tags its span with the reason.</summary>
    public void Refused(Reason reason)
    {
        _refusals.Add(1, new KeyValuePair<string, object?>(ReasonTag, Reasons.NameOf(reason)));
        if (_spans.HasListeners()) Activity.Current?.SetTag(ReasonTag, Reasons.NameOf(reason));
    }

    public void Recovered(int accounts, int invitations)
    {
        _recoveredAccounts.Add(accounts);
        _recoveredInvitations.Add(invitations);
    }

    public void ObserveQueue(Func<int> length) => _queueLength = length;

    /// <summary>Sets what the gauges report; null when the database did not answer: then they report nothing.</summary>
    public void ObserveUnknown(UnknownOutcomes? found) => _unknownOutcomes = found;

    // The factory disposes the meter.
    public void Dispose() => _spans.Dispose();

    private void Count(Counter<long> counter, Outcome outcome, Reason? reason)
    {
        var tags = new TagList { { OutcomeTag, OutcomeNames[outcome] } };
        if (reason is { } known) tags.Add(ReasonTag, Reasons.NameOf(known));
        counter.Add(1, tags);
        if (!_spans.HasListeners()) return;
        foreach (var tag in tags) Activity.Current?.SetTag(tag.Key, tag.Value);
    }

    private Activity? BeginSpan(string name, string accountId, string workspaceId)
    {
        var span = _spans.StartActivity(name);
        span?.SetTag("overture.account_id", accountId).SetTag("overture.workspace_id", workspaceId);
        return span;
    }

    private IEnumerable<Measurement<int>> QueueLength() => _queueLength is { } length ? [new(length())] : [];

    private IEnumerable<Measurement<int>> UnknownNow() => _unknownOutcomes is { } found ? [new(found.Count)] : [];

    private IEnumerable<Measurement<double>> OldestUnknown() => _unknownOutcomes is { } found
        ? [new(found.OldestIntentAt is { } oldest ? (_time.GetUtcNow() - oldest).TotalSeconds : 0)]
        : [];

    private static InstrumentAdvice<T> Buckets<T>(params T[] bounds)
        where T : struct => new() { HistogramBucketBoundaries = bounds };

    private static FrozenDictionary<T, string> NamesOf<T>()
        where T : struct, Enum => Enum.GetValues<T>().ToFrozenDictionary(
            value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));
}
