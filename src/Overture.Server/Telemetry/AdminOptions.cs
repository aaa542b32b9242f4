namespace Overture.Server.Telemetry;

/// <summary>Settings of the second listener, for operators (<c>Overture:Admin</c>): dashboard, metrics and health, without a login.</summary>
internal sealed class AdminOptions
{
    public const string Section = "Overture:Admin";

    /// <summary>
    /// Where the admin listener listens, such as <c>http://127.0.0.1:9090</c>; a port of its own, not 0. It has no login and belongs on
    /// loopback or a private network. Default none: there is no such listener, and what it would serve is not registered.
    /// </summary>
    public Uri? Url { get; set; }

    /// <summary>
    /// Whether the admin listener may be reached from other machines. Default false: an address beyond loopback stops the start. Set it
    /// only where a network that others cannot enter, or a proxy that asks who they are, stands in front.
    /// </summary>
    public bool AllowRemote { get; set; }
}
