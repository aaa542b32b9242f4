using System.Collections.Frozen;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Overture.Client.Contract;

namespace Overture.Server.Telemetry;

/// <summary>
/// Everything the gateway measures about itself, and the spans it makes. A tag is an id, a word of a closed set or nothing: never
/// a name, a note or a secret. While nobody listens, a measurement is one comparison and a span is null.
/// </summary>
internal sealed class Instruments : IDisposable
{
    public const string Name = "Overture";
    public const string WishSpan = "invite";

    private const string OutcomeTag = "overture.outcome";
    private const string ReasonTag = "overture.reason";
    private const string StageTag = "overture.stage";

    private static readonly FrozenDictionary<Outcome, string> OutcomeWords = WordsOf<Outcome>();
    private static readonly FrozenDictionary<Stage, string> StageWords = WordsOf<Stage>();

    private readonly ActivitySource _spans = new(Name);
    private readonly TimeProvider _time;
    private readonly Counter<long> _invitations;
    private readonly Counter<long> _settlements;
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
            "overture.invitations", "{invitation}", "Wishes that were not refused before the intent, by what their turn came to.");
        _settlements = meter.CreateCounter<long>(
            "overture.settlements", "{invitation}", "Invitations whose outcome a later look found, by outcome.");
        _refusals = meter.CreateCounter<long>(
            "overture.refusals", "{refusal}", "Requests refused before anything was begun, by reason.");
        _recoveredAccounts = meter.CreateCounter<long>(
            "overture.recovery.accounts", "{account}", "Accounts that had unsettled invitations when the reconciler began.");
        _recoveredInvitations = meter.CreateCounter<long>(
            "overture.recovery.invitations", "{invitation}", "Invitations that were unsettled when the reconciler began.");
        _stageDuration = meter.CreateHistogram(
            "overture.stage.duration", "s", "How long a stage of an invitation's life took.", advice: Buckets(
                0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60));
        _batchSize = meter.CreateHistogram(
            "overture.commit.batch_size", "{step}", "How many steps a transaction of the commit queue held.", advice: Buckets(
                1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024));
        _commitDuration = meter.CreateHistogram(
            "overture.commit.duration", "s", "How long a transaction of the commit queue took, failed ones included.", advice: Buckets(
                0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5));
        meter.CreateObservableGauge(
            "overture.commit.queue_length", QueueLength, "{step}", "Steps that wait for the disk or are being written.");
        _unknown = meter.CreateObservableGauge(
            "overture.unknown.invitations", UnknownNow, "{invitation}",
            "Invitations of the whole database whose outcome is not known; every node reports the same: take the greatest, do not add.");
        meter.CreateObservableGauge(
            "overture.unknown.oldest_age", OldestUnknown, "s",
            "Time since the intent of the oldest of them, 0 when there is none; every node reports the same.");
    }

    /// <summary>The names of the spans that are made here.</summary>
    public static IEnumerable<string> SpanNames => [WishSpan, .. StageWords.Values];

    /// <summary>True while somebody wants to know about unknown outcomes; asking the database for nobody would be waste.</summary>
    public bool UnknownIsWanted => _unknown.Enabled;

    /// <summary>The span of a wish from its arrival at the account's actor to its answer; null while nobody listens.</summary>
    public Activity? BeginWish(string accountId, string workspaceId) => BeginSpan(WishSpan, accountId, workspaceId);

    public RunningStage Begin(Stage stage, string accountId, string workspaceId) =>
        new(this, stage, _time.GetTimestamp(), BeginSpan(StageWords[stage], accountId, workspaceId));

    public void EndStage(Stage stage, long begun) => _stageDuration.Record(
        _time.GetElapsedTime(begun).TotalSeconds, new KeyValuePair<string, object?>(StageTag, StageWords[stage]));

    public RunningCommit BeginCommit(int steps)
    {
        _batchSize.Record(steps);
        return new RunningCommit(this, _time.GetTimestamp());
    }

    public void EndCommit(long begun) => _commitDuration.Record(_time.GetElapsedTime(begun).TotalSeconds);

    /// <summary>Counts what a turn came to, and says it in the span of its wish.</summary>
    public void Concluded(Outcome outcome, Reason? reason) => Count(_invitations, outcome, reason);

    /// <summary>Counts what a later look found, and says it in the span in which it looked.</summary>
    public void Settled(Outcome outcome, Reason? reason) => Count(_settlements, outcome, reason);

    /// <summary>Counts a request that was refused before anything was begun.</summary>
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

    /// <summary>Takes over what the database said last; null when it did not answer, and then nothing is reported.</summary>
    public void ObserveUnknown(UnknownOutcomes? found) => _unknownOutcomes = found;

    // The meter belongs to its factory.
    public void Dispose() => _spans.Dispose();

    private void Count(Counter<long> counter, Outcome outcome, Reason? reason)
    {
        var tags = new TagList { { OutcomeTag, OutcomeWords[outcome] } };
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

    private static FrozenDictionary<T, string> WordsOf<T>()
        where T : struct, Enum => Enum.GetValues<T>().ToFrozenDictionary(
            value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));
}
