using System.ComponentModel.DataAnnotations;

namespace Overture.Server.Accounts;

/// <summary>Settings of the accounts' actors (<c>Overture:Accounts</c>).</summary>
internal sealed class AccountOptions
{
    public const string Section = "Overture:Accounts";

    /// <summary>How many calls may wait for their turn with one account before gateway_busy. Default 64; 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int LongestLine { get; set; } = 64;

    /// <summary>How long a call waits for its turn before gateway_busy. Default 60 s; 1 s to 2 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(60);
}
