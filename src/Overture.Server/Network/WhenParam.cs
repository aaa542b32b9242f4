using System.Globalization;
using System.Text.RegularExpressions;
using Overture.Client.Contract;
using Overture.Server.Http;

namespace Overture.Server.Network;

/// <summary>When a wish is to be sent, as <c>params.when</c> says it. Pure.</summary>
/// <param name="IsQueued">False: at once.</param>
/// <param name="NotBefore">The time that was asked for.</param>
internal readonly partial record struct WhenParam(bool IsQueued, DateTimeOffset? NotBefore)
{
    public const string Name = "when";

    private const string Now = "now";
    private const string Queue = "queue";

    /// <summary>A clock that is a little off must not make a time one of the past.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Farthest = TimeSpan.FromDays(365);

    public static (WhenParam When, Refusal? Refusal) Parse(string? text, bool queuesByDefault, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(text)) return (new(queuesByDefault, null), null);
        if (text == Queue) return (new(true, null), null);
        if (text == Now && !queuesByDefault) return (new(false, null), null);
        // Without a zone nobody knows whose nine o'clock is meant.
        if (!WithZone().IsMatch(text)
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            return Refuse($"{Name} must be {(queuesByDefault ? "" : "now, ")}queue, or a time in ISO 8601 with a zone, such as 2026-05-02T09:00:00Z.");
        }

        if (at < now - Tolerance) return Refuse($"{Name} lies in the past.");
        return at > now + Farthest ? Refuse($"{Name} lies more than a year ahead.") : (new(true, at.ToUniversalTime()), null);
    }

    private static (WhenParam, Refusal?) Refuse(string message) => (default, new Refusal(Reason.InvalidParameter, message));

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,7})?)?(Z|[+-]\d\d:\d\d)\z")]
    private static partial Regex WithZone();
}
