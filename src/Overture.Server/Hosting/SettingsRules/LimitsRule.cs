using Microsoft.Extensions.Options;
using Overture.Connectors.WebSession;
using Overture.Server.Limits;
using Overture.Server.Workspaces;

namespace Overture.Server.Hosting.SettingsRules;

/// <summary>
/// Budgets are within the operator's own bounds, hours and time zone can be read, and limits are off only on loopback.
/// </summary>
internal sealed class LimitsRule(IOptions<WebSessionOptions> webSession, IOptions<SandboxSettings> sandbox)
    : SettingsRule<LimitsOptions>
{
    protected override IEnumerable<string> FaultsOf(LimitsOptions options)
    {
        if (!options.Enabled && !sandbox.Value.Enabled && !webSession.Value.IsLoopback)
        {
            yield return $"{Key(nameof(options.Enabled))}=false is for load tests: it needs a connector that points at "
                + $"loopback, and {WebSessionOptions.Section}:{nameof(webSession.Value.BaseAddress)} does not.";
        }

        if (options.WorkingHours is { Length: > 0 } hours && WorkingHours.Parse(hours) is null)
        {
            yield return $"{Key(nameof(options.WorkingHours))} must be of the form {WorkingHours.Form}.";
        }

        if (LimitsPolicy.FindZone(options.TimeZone) is null)
        {
            yield return $"{Key(nameof(options.TimeZone))} must be the IANA name of a time zone, such as Europe/Paris.";
        }

        foreach (var (budget, value, bound, max) in BudgetsOf(options))
        {
            if (value <= max) continue;
            yield return FormattableString.Invariant($"{Key(budget)} ({value}) is above {Key(bound)} ({max}).");
        }
    }

    private static (string Budget, int Value, string Bound, int Max)[] BudgetsOf(LimitsOptions options) =>
    [
        (nameof(options.FreePerDay), options.FreePerDay, nameof(options.MaxPerDay), options.MaxPerDay),
        (nameof(options.PremiumPerDay), options.PremiumPerDay, nameof(options.MaxPerDay), options.MaxPerDay),
        (nameof(options.FreePerWeek), options.FreePerWeek, nameof(options.MaxPerWeek), options.MaxPerWeek),
        (nameof(options.PremiumPerWeek), options.PremiumPerWeek, nameof(options.MaxPerWeek), options.MaxPerWeek),
        (nameof(options.FreeNotes), options.FreeNotes, nameof(options.MaxNotes), options.MaxNotes),
        (nameof(options.PremiumNotes), options.PremiumNotes, nameof(options.MaxNotes), options.MaxNotes),
        (nameof(options.Pending), options.Pending, nameof(options.MaxPending), options.MaxPending),
    ];

    private static string Key(string name) => $"{LimitsOptions.Section}:{name}";
}
