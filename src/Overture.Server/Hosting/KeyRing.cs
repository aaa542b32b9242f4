using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Overture.Server.Hosting;

/// <summary>
/// The Data Protection keys, which encrypt the sessions. They are in the database the nodes share, or in the data
/// folder. A node that cannot read one of them must not start: it would create another key, and the other nodes could
/// not read the sessions it encrypts.
/// </summary>
internal sealed class KeyRing(IKeyManager keys, IDataProtectionProvider protection)
{
    /// <summary>
    /// Creates a key if there is none. Only one node may do this at a time, or each would create one.
    /// </summary>
    /// <exception cref="StartException">An existing key cannot be decrypted.</exception>
    public void Ensure()
    {
        foreach (var key in keys.GetAllKeys()) RequireReadable(key);
        protection.CreateProtector("overture.start").Protect([]);
    }

    private static void RequireReadable(IKey key)
    {
        try
        {
            _ = key.Descriptor;
        }
        catch (Exception exception)
        {
            throw new StartException(
                ExitCode.Settings,
                $"The Data Protection key {key.KeyId} cannot be decrypted; {KeyRingFeature.CertificateKey} must name "
                + "the certificate it was encrypted with.",
                exception);
        }
    }
}
