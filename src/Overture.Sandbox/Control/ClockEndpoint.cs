using Overture.Sandbox.Network;

namespace Overture.Sandbox.Control;

/// <summary>GET|POST /sandbox/clock.</summary>
internal sealed class ClockEndpoint(SandboxClock clock)
{
    private const string WrongAdvance =
        "advance must be an ISO 8601 duration of weeks, days, hours, minutes and seconds that is not negative, such as \"P3D\".";

    private static readonly string TooFar =
        $"advance is too large: the clock goes at most {SandboxClock.HighestOffset.Days} days ahead in all.";

    public void Show(HttpContext context)
    {
        var (now, offset) = (clock.Now, clock.Offset);
        ControlAnswer.Ok(context, writer =>
        {
            writer.WriteString("now"u8, ControlAnswer.Timestamp(now));
            writer.WriteString("offset"u8, IsoDuration.Format(offset));
        });
    }

    public async Task AdvanceAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context);
        if (body is null)
            ControlAnswer.BadRequest(context, "The body must be a JSON object such as {\"advance\":\"P3D\"}.");
        else if (!JsonBody.TryGetText(body.RootElement, "advance", out var text) || !IsoDuration.TryParse(text, out var advance))
            ControlAnswer.BadRequest(context, WrongAdvance);
        else if (!clock.TryAdvance(advance))
            ControlAnswer.BadRequest(context, TooFar);
        else
            Show(context);
    }
}
