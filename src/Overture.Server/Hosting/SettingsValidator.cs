using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;
using Npgsql;
using Overture.Connectors.WebSession;
using Overture.Server.Cluster;
using Overture.Server.Invitations;
using Overture.Server.Limits;
using Overture.Server.Storage;

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

/// <summary>Budgets are within the operator's own bounds, texts can be read, and only a sandbox may be written to without budgets.</summary>
internal sealed class LimitsAgree(IOptions<WebSessionOptions> webSession, IOptions<SandboxSettings> sandbox) : IValidateOptions<LimitsOptions>
{
    public ValidateOptionsResult Validate(string? name, LimitsOptions options) =>
        FaultsOf(options).ToList() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;

    private IEnumerable<string> FaultsOf(LimitsOptions options)
    {
        if (!options.Enabled && !sandbox.Value.Enabled && !webSession.Value.IsLoopback)
        {
            yield return $"{LimitsOptions.Section}:{nameof(options.Enabled)}=false is for load tests: it needs a connector that points at "
                + $"loopback, and {WebSessionOptions.Section}:{nameof(webSession.Value.BaseAddress)} does not.";
        }

        if (options.WorkingHours is { Length: > 0 } hours && WorkingHours.Parse(hours) is null)
            yield return $"{LimitsOptions.Section}:{nameof(options.WorkingHours)} must be of the form {WorkingHours.Form}.";
        if (LimitsPolicy.FindZone(options.TimeZone) is null)
            yield return $"{LimitsOptions.Section}:{nameof(options.TimeZone)} must be the IANA name of a time zone, such as Europe/Paris.";
        foreach (var (setting, value, bound, most) in ((string, int, string, int)[])
        [
            (nameof(options.FreePerDay), options.FreePerDay, nameof(options.MostPerDay), options.MostPerDay),
            (nameof(options.PremiumPerDay), options.PremiumPerDay, nameof(options.MostPerDay), options.MostPerDay),
            (nameof(options.FreePerWeek), options.FreePerWeek, nameof(options.MostPerWeek), options.MostPerWeek),
            (nameof(options.PremiumPerWeek), options.PremiumPerWeek, nameof(options.MostPerWeek), options.MostPerWeek),
            (nameof(options.FreeNotes), options.FreeNotes, nameof(options.MostNotes), options.MostNotes),
            (nameof(options.PremiumNotes), options.PremiumNotes, nameof(options.MostNotes), options.MostNotes),
            (nameof(options.Pending), options.Pending, nameof(options.MostPending), options.MostPending),
        ])
        {
            if (value > most)
                yield return FormattableString.Invariant($"{LimitsOptions.Section}:{setting} ({value}) is above {LimitsOptions.Section}:{bound} ({most}).");
        }
    }
}

/// <summary>A cluster has one database and one network, and its nodes reach each other.</summary>
internal sealed class ClusterIsComplete(IOptions<StorageOptions> storage, IOptions<SandboxSettings> sandbox)
    : IValidateOptions<ClusterSettings>
{
    public ValidateOptionsResult Validate(string? name, ClusterSettings options) =>
        FaultsOf(options).ToList() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;

    private IEnumerable<string> FaultsOf(ClusterSettings options)
    {
        const string Mode = $"{ClusterSettings.Section}:{nameof(options.Mode)}={nameof(ClusterMode.PostgreSql)}";
        if (options.Address is { } address
            && (!IPAddress.TryParse(address, out var ip) || ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)))
        {
            yield return $"{ClusterSettings.Section}:{nameof(options.Address)} must be the IP address of this machine that the other nodes reach, "
                + $"and \"{address}\" is not.";
        }

        if (options.Mode == ClusterMode.Alone) yield break;
        if (string.IsNullOrEmpty(storage.Value.PostgreSql))
            yield return $"{Mode} needs the connection string in {StorageOptions.Section}:{nameof(StorageOptions.PostgreSql)}.";
        if (sandbox.Value.Enabled)
        {
            yield return $"{Mode}: each node would start a sandbox of its own, and people invited in one would be unknown in the next; "
                + $"set {SandboxSettings.Section}:{nameof(SandboxSettings.Enabled)}=false and {WebSessionOptions.Section}:{nameof(WebSessionOptions.BaseAddress)}.";
        }
    }
}

/// <summary>A connection string that cannot be read is told in our words: the driver's may quote it, and a password stands in it.</summary>
internal sealed class ConnectionStringIsReadable : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        try
        {
            _ = new NpgsqlConnectionStringBuilder(options.PostgreSql);
            return ValidateOptionsResult.Success;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException)
        {
            return ValidateOptionsResult.Fail(
                $"{StorageOptions.Section}:{nameof(options.PostgreSql)} is not a connection string such as "
                + "Host=db.example.org;Database=overture;Username=overture;Password=….");
        }
    }
}
