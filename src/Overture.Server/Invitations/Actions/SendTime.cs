using System.Globalization;
using System.Text.RegularExpressions;
using Overture.Server.Http;

namespace Overture.Server.Invitations.Actions;

/// <summary>When a request is to be sent, as <c>params.when</c> says it. Pure.</summary>
/// <param name="IsQueued">False: at once.</param>
/// <param name="NotBefore">The time that was asked for.</param>
internal readonly partial record struct SendTime(bool IsQueued, DateTimeOffset? NotBefore)
{
    private const string Now = "now";
    private const string Queue = "queue";

    /// <summary>A clock that is a little off must not make a time one of the past.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Farthest = TimeSpan.FromDays(365);

    public static Result<SendTime> Parse(string? text, bool queuesByDefault, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(text)) return new SendTime(queuesByDefault, null);
        if (text == Queue) return new SendTime(true, null);
        if (text == Now && !queuesByDefault) return new SendTime(false, null);
        // Without a zone it is not known whose nine o'clock is meant.
        if (!WithZone().IsMatch(text)
            || !DateTimeOffset.TryParse(
                ToTheTick(text), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            return Refusal.Invalid(
                $"when must be {(queuesByDefault ? "" : "now, ")}queue, or a time in ISO 8601 with a zone, such as "
                + "2026-05-02T09:00:00Z.");
        }

        if (at < now - Tolerance) return Refusal.Invalid("when lies in the past.");
        return at > now + Farthest
            ? Refusal.Invalid("when lies more than a year ahead.")
            : new SendTime(true, at.ToUniversalTime());
    }

    // Go, Rust and Java write nanoseconds. What is finer than a tick is cut off: rounding could name the next second.
    private static string ToTheTick(string text) => FinerThanATick().Replace(text, "");

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)\z")]
    private static partial Regex WithZone();

    [GeneratedRegex(@"(?<=\.\d{7})\d+")]
    private static partial Regex FinerThanATick();
}
