using System.ComponentModel.DataAnnotations;

namespace Overture.Server.Hosting.SettingsRules;

/// <summary>Each value is within the range that the options class declares.</summary>
internal sealed class RangesRule<T>(string section) : SettingsRule<T>
    where T : class
{
    protected override IEnumerable<string> FaultsOf(T options)
    {
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
        return faults.Select(fault => $"{section}:{string.Join(',', fault.MemberNames)}: {fault.ErrorMessage}");
    }
}
