namespace Overture.Server.Telemetry;

/// <summary>
/// Settings of the admin listener (<c>Overture:Admin</c>), which serves dashboard, metrics and health to operators
/// without a login.
/// </summary>
internal sealed class AdminOptions
{
    public const string Section = "Overture:Admin";

    /// <summary>
    /// Address the admin listener listens on, such as <c>http://127.0.0.1:9090</c>; it needs a port of its own, not 0.
    /// It has no login, so use loopback or a private network. Default none: there is no admin listener.
    /// </summary>
    public Uri? Url { get; set; }

    /// <summary>
    /// Whether other machines may reach the admin listener. Default false: the server refuses to start with an address
    /// beyond loopback. Set it only behind a private network or a proxy with a login.
    /// </summary>
    public bool AllowRemote { get; set; }
}
