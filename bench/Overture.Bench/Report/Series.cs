namespace Overture.Bench.Report;

/// <summary>One line of a picture: a value and its range for each place on the horizontal axis.</summary>
internal sealed record Series(
    string Name, string Colour, bool IsDashed, IReadOnlyList<(double Value, double Low, double High)> Points);
