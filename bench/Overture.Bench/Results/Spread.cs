namespace Overture.Bench.Results;

/// <summary>The median, the lowest and the highest of several rounds.</summary>
internal sealed record Spread(double Median, double Min, double Max)
{
    public static Spread Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        if (sorted.Count == 0) return new Spread(0, 0, 0);
        var middle = sorted.Count / 2;
        var median = sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(Rounded(median), Rounded(sorted[0]), Rounded(sorted[^1]));
    }

    // Four significant digits; more would pretend a precision that is not there.
    private static double Rounded(double value) =>
        value == 0 ? 0 : Math.Round(value, Math.Clamp(3 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 6));
}
