using System.ComponentModel.DataAnnotations;

namespace Overture.Server.Credits;

/// <summary>Settings of the credits (<c>Overture:Credits</c>).</summary>
internal sealed class CreditsOptions
{
    public const string Section = "Overture:Credits";

    /// <summary>Credits an invitation costs when it is sent. Default 1; 0 to 1,000,000.</summary>
    [Range(0, 1_000_000)]
    public int InvitePrice { get; set; } = 1;

    /// <summary>Credits the sandbox workspace starts with. Default 1,000,000; 0 to 1,000,000,000,000.</summary>
    [Range(0, 1_000_000_000_000)]
    public long SandboxGrant { get; set; } = 1_000_000;
}
