namespace Overture.Bench.Results;

/// <summary>
/// What the accounts of a gateway take of its memory. All figures are of live objects after a full collection; a
/// process that is free to let garbage lie has more resident.
/// </summary>
internal sealed record MemoryFigures
{
    private const double Megabyte = 1048576;

    /// <summary>Live memory with no account active, before the first call.</summary>
    public required double IdleMegabytes { get; init; }

    /// <summary>Accounts that became active to be measured, with one call each.</summary>
    public required int Sample { get; init; }

    /// <summary>Growth of the live memory for each account of the sample.</summary>
    public required double BytesPerActiveAccount { get; init; }

    /// <summary>The same for a second call of each, which finds its account active.</summary>
    public required double BytesPerFurtherCall { get; init; }

    /// <summary>Live memory if every account were active. Calculated from the sample, not measured.</summary>
    public required double AllActiveMegabytes { get; init; }

    /// <param name="accounts">All accounts of the database.</param>
    /// <param name="active">Accounts that were active before the sample, and the sample.</param>
    /// <param name="live">
    /// Live bytes: before the first call, before the sample, with it, and after its second calls.
    /// </param>
    public static MemoryFigures Of(
        int accounts, (int Warm, int Sample) active, (double Idle, double Warmed, double Active, double Again) live)
    {
        var perAccount = (live.Active - live.Warmed) / active.Sample;
        return new MemoryFigures
        {
            IdleMegabytes = Math.Round(live.Idle / Megabyte, 2),
            Sample = active.Sample,
            BytesPerActiveAccount = Math.Round(perAccount),
            BytesPerFurtherCall = Math.Round((live.Again - live.Active) / active.Sample),
            AllActiveMegabytes = Math.Round((live.Warmed + (perAccount * (accounts - active.Warm))) / Megabyte),
        };
    }
}
