using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Overture.Connectors.WebSession;
using Overture.Server.Invitations;

namespace Overture.Server.Hosting;

/// <summary>Checks the ranges that an options class declares; each message names the key as an operator writes it.</summary>
internal sealed class SettingsValidator<T>(string section) : IValidateOptions<T>
    where T : class
{
    public ValidateOptionsResult Validate(string? name, T options)
    {
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
        return faults.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(faults.Select(fault =>
                $"{section}:{string.Join(',', fault.MemberNames)}: {fault.ErrorMessage}"));
    }
}

/// <summary>The sandbox must be one that only this machine reaches.</summary>
internal sealed class SandboxAddressIsLocal : IValidateOptions<SandboxSettings>
{
    public ValidateOptionsResult Validate(string? name, SandboxSettings options) =>
        ListenAddresses.FaultOf(options) is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;
}

/// <summary>An absence can only prove something after the last moment at which the send may have been under way.</summary>
internal sealed class InvitationTimesAgree(IOptions<WebSessionOptions> webSession) : IValidateOptions<InvitationOptions>
{
    public ValidateOptionsResult Validate(string? name, InvitationOptions options) =>
        options.AbsenceCountsAfter > webSession.Value.SendTimeout
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{InvitationOptions.Section}:{nameof(options.AbsenceCountsAfter)} must be longer than "
                + $"{WebSessionOptions.Section}:{nameof(WebSessionOptions.SendTimeout)} ({webSession.Value.SendTimeout}).");
}
