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
    /// <summary>Half of it is how late a send may begin; with less, a busy disk alone would keep every send from leaving.</summary>
    private static readonly TimeSpan LeastRoom = TimeSpan.FromSeconds(2);

    public ValidateOptionsResult Validate(string? name, InvitationOptions options) =>
        options.AbsenceCountsAfter - webSession.Value.SendTimeout >= LeastRoom
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{InvitationOptions.Section}:{nameof(options.AbsenceCountsAfter)} must be at least {LeastRoom.TotalSeconds} s longer than "
                + $"{WebSessionOptions.Section}:{nameof(WebSessionOptions.SendTimeout)} ({webSession.Value.SendTimeout}).");
}
