using System.ComponentModel.DataAnnotations;

namespace Overture.Server.Accounts.Runtime;

/// <summary>Settings of the accounts' mailboxes (<c>Overture:Accounts</c>).</summary>
internal sealed class AccountOptions
{
    public const string Section = "Overture:Accounts";

    /// <summary>How many calls may wait in an account's mailbox before gateway_busy. Default 64; 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int MaxWaiting { get; set; } = 64;

    /// <summary>
    /// How long a call waits in an account's mailbox before gateway_busy. Default 60 s; 1 s to 2 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Whether one member can be connected in several workspaces. Each workspace then has a budget of its own for the
    /// member, so the member can send as many times more. Default false.
    /// </summary>
    public bool AllowSameMember { get; set; }
}
