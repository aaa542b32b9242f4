namespace Overture.Connectors.WebSession;

/// <summary>
/// Gives the connector the platform's address. The default is <see cref="WebSessionOptions.BaseAddress"/>; a host
/// registers its own when it learns the address only while it runs.
/// </summary>
public interface IWebSessionAddress
{
    /// <summary>Scheme, host and port. The connector reads it at its first call and keeps it.</summary>
    Uri BaseAddress { get; }
}
