using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Overture.Connectors.WebSession;

/// <summary>
/// Settings of the connector that speaks the web client's API (<c>Overture:Connectors:WebSession</c>).
/// </summary>
public sealed class WebSessionOptions
{
    public const string Section = "Overture:Connectors:WebSession";

    /// <summary>
    /// Scheme, host and port of the platform; the API's path is added. Default: the address of a sandbox on this
    /// machine. Setting it requires <c>Overture:Sandbox:Enabled=false</c>.
    /// </summary>
    [Required]
    public Uri BaseAddress { get; set; } = new("http://127.0.0.1:8081");

    /// <summary>
    /// Must be true before a <see cref="BaseAddress"/> beyond loopback is used. Automating the web client is against
    /// the platform's user agreement and can get an account restricted; the operator decides that knowingly. Default
    /// false.
    /// </summary>
    public bool AllowRealPlatform { get; set; }

    /// <summary>How long one attempt of a read may take. Default 10 s; 100 ms to 2 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:02:00")]
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a failed read is tried again. Default 2; 0 to 5. A send is never tried again.</summary>
    [Range(0, 5)]
    public int ReadRetries { get; set; } = 2;

    /// <summary>How long a send may take before its outcome counts as unknown. Default 30 s; 100 ms to 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Decoration of the profile read; this one carries the relationship.</summary>
    [Required]
    public string ProfileDecorationId { get; set; } =
        "com.linkedin.voyager.dash.deco.identity.profile.WebTopCardCore-19";

    /// <summary>Decoration of the send.</summary>
    [Required]
    public string SendDecorationId { get; set; } =
        "com.linkedin.voyager.dash.deco.relationships.InvitationCreationResultWithInvitee-2";

    /// <summary>
    /// True when <see cref="BaseAddress"/> is this machine (127.0.0.0/8, ::1 or localhost), so surely not the real
    /// platform.
    /// </summary>
    public bool IsLoopback => IsOnLoopback(BaseAddress);

    /// <summary>True when an address is this machine: 127.0.0.0/8, ::1 or localhost.</summary>
    public static bool IsOnLoopback(Uri address) =>
        address is { IsAbsoluteUri: true }
        && (address.IdnHost.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(address.IdnHost, out var ip) && IPAddress.IsLoopback(ip)));
}
