using Microsoft.Extensions.Options;

namespace Overture.Server.Hosting.SettingsRules;

/// <summary>
/// A rule about a section's settings; each fault is a sentence that names the key as an operator writes it.
/// </summary>
internal abstract class SettingsRule<T> : IValidateOptions<T>
    where T : class
{
    public ValidateOptionsResult Validate(string? name, T options)
    {
        var faults = FaultsOf(options).ToList();
        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }

    protected abstract IEnumerable<string> FaultsOf(T options);
}
