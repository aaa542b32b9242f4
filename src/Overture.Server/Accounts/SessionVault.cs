using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Overture.Connectors;

namespace Overture.Server.Accounts;

/// <summary>Encrypts and decrypts sessions; the one place where a login token is readable outside a connector.</summary>
internal sealed class SessionVault(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("overture.sessions");

    public string Protect(Session session) => _protector.Protect(session.Token);

    /// <summary>Null when the keys that encrypted it are gone; the owner must connect the account again.</summary>
    public Session? Unprotect(string protectedToken)
    {
        try
        {
            return new Session(_protector.Unprotect(protectedToken));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
