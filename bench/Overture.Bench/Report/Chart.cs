using System.Globalization;
using System.Text;

namespace Overture.Bench.Report;

/// <summary>A line chart as SVG, readable on light and dark pages.</summary>
internal sealed class Chart(string title, string unit, IReadOnlyList<string> places, bool isLogarithmic)
{
    private const int Width = 800;
    private const int Height = 380;
    private const int Left = 70;
    private const int Right = 270;
    private const int Top = 40;
    private const int Bottom = 50;

    private readonly StringBuilder _svg = new();

    public string Draw(string horizontal, IReadOnlyList<Series> series)
    {
        var values = series.SelectMany(one => one.Points).ToList();
        var (low, high) = isLogarithmic
            ? (Math.Floor(Math.Log10(values.Min(point => point.Low))),
                Math.Ceiling(Math.Log10(values.Max(point => point.High))))
            : (0, NiceAbove(values.Max(point => point.High)));
        double Y(double value)
        {
            var place = ((isLogarithmic ? Math.Log10(value) : value) - low) / (high - low);
            return Height - Bottom - (place * (Height - Top - Bottom));
        }

        Add($"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}"
              font-family="sans-serif" font-size="12">
            """);
        Add($"<rect width=\"{Width}\" height=\"{Height}\" fill=\"#ffffff\"/>");
        Text(Left, 22, title, "start", "font-size=\"15\"");
        foreach (var tick in Ticks(low, high)) DrawTick(tick, Y(tick));
        for (var i = 0; i < places.Count; i++) Text(X(i), Height - Bottom + 20, places[i], "middle");
        Text((Left + Width - Right) / 2, Height - 10, horizontal, "middle");
        Text(Left - 8, Top - 8, unit, "end");
        for (var i = 0; i < series.Count; i++) DrawSeries(series[i], Y, Top + 10 + (i * 20));
        Add($"</svg>");
        return _svg.ToString();
    }

    private IEnumerable<double> Ticks(double low, double high)
    {
        if (isLogarithmic)
        {
            for (var power = low; power <= high; power++) yield return Math.Pow(10, power);
            yield break;
        }

        for (var part = 0; part <= 5; part++) yield return high * part / 5;
    }

    private void DrawTick(double value, double y)
    {
        Line((Left, y), (Width - Right, y), "stroke=\"#dddddd\"");
        Text(Left - 8, y + 4, value.ToString(value >= 1000 ? "N0" : "0.###", CultureInfo.InvariantCulture), "end");
    }

    private void DrawSeries(Series series, Func<double, double> y, double legend)
    {
        var dash = series.IsDashed ? " stroke-dasharray=\"5 4\"" : "";
        var path = string.Join(" ", series.Points.Select((point, i) => Invariant($"{X(i):0.#},{y(point.Value):0.#}")));
        Add($"<polyline points=\"{path}\" fill=\"none\" stroke=\"{series.Colour}\" stroke-width=\"2\"{dash}/>");
        for (var i = 0; i < series.Points.Count; i++)
        {
            var (value, low, high) = series.Points[i];
            Line((X(i), y(low)), (X(i), y(high)), $"stroke=\"{series.Colour}\"");
            Add($"<circle cx=\"{X(i):0.#}\" cy=\"{y(value):0.#}\" r=\"3\" fill=\"{series.Colour}\"/>");
        }

        var at = Width - Right + 20;
        Line((at, legend), (at + 24, legend), $"stroke=\"{series.Colour}\" stroke-width=\"2\"{dash}");
        Text(at + 30, legend + 4, series.Name, "start");
    }

    private double X(int place) => Left + ((place + 0.5) * (Width - Left - Right) / places.Count);

    private void Text(double x, double y, string text, string anchor, string more = "") =>
        Add($"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\" fill=\"#333333\" {more}>{text}</text>");

    private void Line((double X, double Y) from, (double X, double Y) to, string stroke) =>
        Add($"<line x1=\"{from.X:0.#}\" y1=\"{from.Y:0.#}\" x2=\"{to.X:0.#}\" y2=\"{to.Y:0.#}\" {stroke}/>");

    private void Add(FormattableString line) => _svg.Append(Invariant(line)).Append('\n');

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static double NiceAbove(double value)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        double[] steps = [1, 2, 2.5, 5, 10];
        return steps.First(step => step * power >= value) * power;
    }
}
