using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Overture.Server.Cluster;

namespace Overture.Tests.Cluster;

public sealed class NodeCertificatesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("overture-node-certificates-").FullName;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_shared_certificate_is_trusted_and_another_of_the_same_name_is_not()
    {
        var settings = new ClusterSettings { Certificate = Write(Make(), "shared") };

        Assert.Null(NodeCertificates.FaultOf(settings));
        var certificates = NodeCertificates.Read(settings);
        Assert.True(certificates.Own.HasPrivateKey);
        Assert.True(certificates.Trusts(certificates.Own));
        Assert.False(certificates.Trusts(Make()));
    }

    [Fact]
    public void A_certificate_that_is_not_valid_any_more_is_a_fault_that_names_its_file()
    {
        var file = Write(Make(until: Now.AddHours(-1)), "old");

        var fault = NodeCertificates.FaultOf(new ClusterSettings { Certificate = file });

        Assert.Contains($"the certificate in \"{file}\" is not valid now", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_that_no_trusted_one_has_issued_is_a_fault()
    {
        var own = Write(Make(), "own");
        var trusted = Write(Make(), "trusted");

        var fault = NodeCertificates.FaultOf(new ClusterSettings { Certificate = own, TrustedCertificates = trusted });

        Assert.Contains($"no certificate in \"{trusted}\" has issued it", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public void A_file_that_cannot_be_read_is_a_fault_that_names_it(string? content)
    {
        var file = Path.Combine(_folder, "broken.pem");
        if (content is not null) File.WriteAllText(file, content);

        var fault = NodeCertificates.FaultOf(new ClusterSettings { Certificate = file });

        Assert.Contains($"\"{file}\" cannot be read as a PEM file", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_without_its_key_is_a_fault()
    {
        var file = Path.Combine(_folder, "public.pem");
        File.WriteAllText(file, Make().ExportCertificatePem());

        var fault = NodeCertificates.FaultOf(new ClusterSettings { Certificate = file });

        Assert.Contains("cannot be read as a PEM file with a certificate", fault, StringComparison.Ordinal);
    }

    private static X509Certificate2 Make(DateTimeOffset? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=overture", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(Now.AddDays(-1), until ?? Now.AddDays(1));
    }

    private string Write(X509Certificate2 certificate, string name)
    {
        var file = Path.Combine(_folder, $"{name}.pem");
        using var key = certificate.GetECDsaPrivateKey()!;
        File.WriteAllText(file, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        return file;
    }
}
