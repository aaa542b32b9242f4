namespace Overture.Server.Accounts.Runtime;

/// <summary>Until when background work for an account pauses.</summary>
internal sealed class QuietTime
{
    public DateTimeOffset Until { get; set; }
}
