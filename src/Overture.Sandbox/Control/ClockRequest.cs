namespace Overture.Sandbox.Control;

/// <summary>Asks the clock to advance.</summary>
internal sealed record ClockRequest(TimeSpan Advance)
{
    private const string Shape = "The body must be a JSON object such as {\"advance\":\"P3D\"}.";

    private static readonly Dictionary<string, string> Rules = new()
    {
        ["advance"] =
            "advance must be an ISO 8601 duration of weeks, days, hours, minutes and seconds that is not negative, " +
            "such as \"P3D\".",
    };

    public static async ValueTask<ClockRequest?> BindAsync(HttpContext context) =>
        await JsonBody.ReadAsync<ClockRequest>(context, Shape, Rules);
}
