using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Overture.Server.Audit;

/// <summary>Signs anchors with the deployment's key ring, and checks the signatures.</summary>
internal sealed class AuditSignature(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("overture.audit-anchors");

    public AuditAnchorRow Sign(long chain, long number, byte[] hash) => new()
    {
        Chain = chain,
        Number = number,
        Hash = hash,
        Signature = _protector.Protect(TextOf(chain, number, hash)),
    };

    /// <summary>False when the anchor was changed, or made with a key ring that is gone.</summary>
    public bool IsGenuine(AuditAnchorRow anchor)
    {
        try
        {
            return _protector.Unprotect(anchor.Signature).AsSpan()
                .SequenceEqual(TextOf(anchor.Chain, anchor.Number, anchor.Hash));
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static byte[] TextOf(long chain, long number, byte[] hash) =>
        Encoding.UTF8.GetBytes(FormattableString.Invariant($"{chain} {number} {Convert.ToHexStringLower(hash)}"));
}
