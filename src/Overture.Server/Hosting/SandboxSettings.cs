using System.ComponentModel.DataAnnotations;

namespace Overture.Server.Hosting;

/// <summary>Settings of the sandbox inside the server (<c>Overture:Sandbox</c>).</summary>
internal sealed class SandboxSettings
{
    public const string Section = "Overture:Sandbox";

    /// <summary>Whether the server starts a sandbox of its own. Default true; then the connectors speak to it.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Where the sandbox listens. Default http://127.0.0.1:8081; port 0 takes a free one.</summary>
    [Required]
    public Uri Url { get; set; } = new("http://127.0.0.1:8081");
}
