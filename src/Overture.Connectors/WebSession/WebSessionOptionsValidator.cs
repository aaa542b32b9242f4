using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Overture.Connectors.WebSession;

/// <summary>Checks ranges and rules between settings. Every fault names its key as an operator writes it.</summary>
public sealed class WebSessionOptionsValidator : IValidateOptions<WebSessionOptions>
{
    private const string Base = $"{WebSessionOptions.Section}:{nameof(WebSessionOptions.BaseAddress)}";
    private const string Allow = $"{WebSessionOptions.Section}:{nameof(WebSessionOptions.AllowRealPlatform)}";

    public ValidateOptionsResult Validate(string? name, WebSessionOptions options)
    {
        var faults = Ranges(options);
        if (options.BaseAddress is { } address) faults.AddRange(AddressFaults(address, options));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static List<string> Ranges(WebSessionOptions options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return results
            .SelectMany(
                result => result.MemberNames,
                (result, member) => $"{WebSessionOptions.Section}:{member}: {result.ErrorMessage}")
            .ToList();
    }

    private static IEnumerable<string> AddressFaults(Uri address, WebSessionOptions options)
    {
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            yield return $"{Base} must be an absolute http or https address, such as http://127.0.0.1:8081.";
            yield break;
        }

        if (address.PathAndQuery != "/" || address.Fragment.Length > 0 || address.UserInfo.Length > 0)
        {
            yield return $"{Base} must contain scheme, host and port only, without path, query, fragment or user.";
        }

        if (options.IsLoopback) yield break;
        if (!options.AllowRealPlatform)
        {
            yield return $"{Base} points beyond this machine; set {Allow} to true if you want that.";
        }

        if (address.Scheme != Uri.UriSchemeHttps)
        {
            yield return $"{Base} must be https when it points beyond this machine, to protect session cookies.";
        }
    }
}
