using Microsoft.Extensions.Options;

namespace Overture.Client;

/// <summary>Finds every fault at once. It quotes no values, because one of them is a secret.</summary>
internal sealed class OvertureClientOptionsValidator : IValidateOptions<OvertureClientOptions>
{
    public ValidateOptionsResult Validate(string? name, OvertureClientOptions options)
    {
        var faults = FindFaults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    public static IEnumerable<string> FindFaults(OvertureClientOptions options)
    {
        if (options.BaseAddress is not { } address)
        {
            yield return "BaseAddress is missing.";
        }
        else if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https"))
        {
            yield return "BaseAddress must be an absolute http or https address.";
        }
        else if (address.Query.Length > 0 || address.Fragment.Length > 0 || address.UserInfo.Length > 0)
        {
            yield return "BaseAddress must have no query, fragment or user information.";
        }

        if (string.IsNullOrWhiteSpace(options.ApiKey))
        {
            yield return "ApiKey is missing.";
        }
        else if (!HeaderText.IsUsable(options.ApiKey))
        {
            yield return "ApiKey contains a space or a character that a header cannot carry.";
        }
    }
}
