using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Overture.Connectors;

namespace Overture.Server.Accounts.Runtime;

/// <summary>
/// Encrypts and decrypts sessions; the one place where a login token is readable outside a connector.
/// </summary>
internal sealed class SessionVault(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("overture.sessions");

    public byte[] Protect(Session session) => _protector.Protect(Encoding.UTF8.GetBytes(session.Token));

    /// <summary>Null when the keys that encrypted it are gone; the owner must connect the account again.</summary>
    public Session? Unprotect(byte[] protectedToken)
    {
        try
        {
            return new Session(Encoding.UTF8.GetString(_protector.Unprotect(protectedToken)));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
