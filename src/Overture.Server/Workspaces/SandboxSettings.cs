using System.ComponentModel.DataAnnotations;

namespace Overture.Server.Workspaces;

/// <summary>Settings of the sandbox inside the server (<c>Overture:Sandbox</c>).</summary>
internal sealed class SandboxSettings
{
    public const string Section = "Overture:Sandbox";

    /// <summary>
    /// Whether the server starts its own sandbox and connects to it instead of a platform. Default true.
    /// </summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// Address the sandbox listens on; it must be on this machine. Default http://127.0.0.1:8081; port 0 takes a free
    /// port.
    /// </summary>
    [Required]
    public Uri Url { get; set; } = new("http://127.0.0.1:8081");

    /// <summary>
    /// Whether <c>sandbox-key</c> can be accepted at all. Default true: on loopback, with a connector on loopback, from
    /// callers on this machine. Set it to false behind a reverse proxy.
    /// </summary>
    public bool KeyEnabled { get; set; } = true;
}
