using System.Globalization;
using Overture.FunctionalTests.Chaos.Verdict;

namespace Overture.FunctionalTests.Chaos;

/// <summary>What a run came to, in figures, and every promise it found broken.</summary>
internal sealed record ChaosReport
{
    public required int Seed { get; init; }

    public required int Kills { get; init; }

    public required int SandboxRestarts { get; init; }

    /// <summary>Nodes that ended because the others had declared them dead.</summary>
    public required int Evictions { get; init; }

    /// <summary>How long accounts were not served, by kind of misfortune; empty when nobody asked.</summary>
    public required IReadOnlyList<string> Outages { get; init; }

    public required TimeSpan Duration { get; init; }

    public required Evidence Evidence { get; init; }

    public required int Replays { get; init; }

    /// <summary>Invitations whose outcome the send itself had not told, and that were settled by reading.</summary>
    public required int ResolvedLater { get; init; }

    public required IReadOnlyList<Violation> Violations { get; init; }

    public string Table()
    {
        var calls = Evidence.Calls;
        (string Name, object Value)[] rows =
        [
            ("seed", Seed),
            ("duration", Duration.ToString(@"m\:ss", CultureInfo.InvariantCulture)),
            ("gateway kills (SIGKILL)", Kills),
            ("nodes declared dead", Evictions),
            ("sandbox restarts (SIGKILL)", SandboxRestarts),
            ("requests", Evidence.Requests.Count),
            ("requests", calls.Count),
            ("  ended without an answer", calls.Count(call => call.Status is null)),
            ("  answered 200", calls.Count(call => call.Status == 200)),
            ("  answered outcome_unknown", calls.Count(call => call.Reason == "outcome_unknown")),
            ("  answered internal_error", calls.Count(call => call.Reason == "internal_error")),
            ("sends on the wire", Evidence.Wire.Count),
            ("invitations in the network", Evidence.Witness.Count),
            ("invitation rows checked", Evidence.Store.Invitations.Count),
            ("  resolved later", ResolvedLater),
            ("ledger entries checked", Evidence.Store.Ledger.Count),
            ("replays compared", Replays),
            ("duplicates", Of(ViolationKind.Duplicate)),
            ("lost", Of(ViolationKind.Lost)),
            ("wrong charges", Of(ViolationKind.WrongCharge)),
            ("replays that differ", Of(ViolationKind.ReplayDiffers)),
            ("stuck", Of(ViolationKind.Stuck)),
            ("ended by itself", Of(ViolationKind.Died)),
        ];
        return string.Join(
            Environment.NewLine,
            [
                .. rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"  {row.Name,-30} {row.Value,12}")),
                .. Outages,
            ]);
    }

    private int Of(ViolationKind kind) => Violations.Count(violation => violation.Kind == kind);
}
