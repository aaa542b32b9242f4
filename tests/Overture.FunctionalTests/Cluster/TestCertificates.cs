using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Overture.FunctionalTests.Cluster;

/// <summary>Certificates for nodes, in a folder of their own.</summary>
internal sealed class TestCertificates : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("overture-certificates-").FullName;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>A certificate that has issued itself, with its key, as PEM.</summary>
    public string SelfSigned(DateTimeOffset? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = RequestOf("overture", key).CreateSelfSigned(Now.AddDays(-2), until ?? Now.AddDays(1));
        return Write(certificate, key);
    }

    /// <summary>An authority that issues certificates, and two that it has issued.</summary>
    public (string Authority, string One, string Other) Issued()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = RequestOf("authority", key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = request.CreateSelfSigned(Now.AddDays(-2), Now.AddDays(2));
        return (Write(authority, key: null), Issue(authority, 1), Issue(authority, 2));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Issue(X509Certificate2 authority, byte number)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = RequestOf($"node-{number}", key)
            .Create(authority, Now.AddDays(-1), Now.AddDays(1), [number]);
        return Write(certificate, key);
    }

    private static CertificateRequest RequestOf(string name, ECDsa key) =>
        new($"CN={name}", key, HashAlgorithmName.SHA256);

    private string Write(X509Certificate2 certificate, ECDsa? key)
    {
        var file = Path.Combine(_folder, $"{Guid.NewGuid():n}.pem");
        File.WriteAllText(file, $"{certificate.ExportCertificatePem()}\n{key?.ExportPkcs8PrivateKeyPem()}\n");
        return file;
    }
}
