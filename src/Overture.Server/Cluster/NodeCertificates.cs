using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Overture.Server.Cluster;

/// <summary>This node's certificate, and the certificates from which it knows the others.</summary>
internal sealed class NodeCertificates
{
    private readonly X509Certificate2Collection _trusted;

    private NodeCertificates(X509Certificate2 own, X509Certificate2Collection trusted) =>
        (Own, _trusted) = (own, trusted);

    public X509Certificate2 Own { get; }

    /// <summary>What is wrong with the files; null when they can be used.</summary>
    public static string? FaultOf(ClusterSettings settings)
    {
        try
        {
            var certificates = Read(settings);
            return certificates.Trusts(certificates.Own)
                ? null
                : $"the certificate in \"{settings.Certificate}\" is not valid now, or no certificate in "
                    + $"\"{TrustedOf(settings)}\" has issued it.";
        }
        catch (Exception exception)
            when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return $"\"{settings.Certificate}\" cannot be read as a PEM file with a certificate and its private key, "
                + $"or \"{TrustedOf(settings)}\" as one with certificates.";
        }
    }

    public static NodeCertificates Read(ClusterSettings settings)
    {
        using var own = X509Certificate2.CreateFromPemFile(settings.Certificate!);
        var trusted = new X509Certificate2Collection();
        trusted.ImportFromPemFile(TrustedOf(settings));
        // Windows does TLS only with a key that has been imported.
        return new(X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pfx), password: null), trusted);
    }

    /// <summary>
    /// Whether a certificate is valid now and a trusted one, or issued by one. Names are not compared: a node is known
    /// by its certificate, whatever its address.
    /// </summary>
    public bool Trusts(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_trusted);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }

    private static string TrustedOf(ClusterSettings settings) =>
        string.IsNullOrEmpty(settings.TrustedCertificates) ? settings.Certificate! : settings.TrustedCertificates;
}
