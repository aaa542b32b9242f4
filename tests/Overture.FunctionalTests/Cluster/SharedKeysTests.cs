using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Overture.FunctionalTests.StoreConformance;
using Overture.FunctionalTests.Support;
using Overture.Server.Hosting;
using Overture.Server.Storage;
using Overture.Server.Storage.Postgres;

namespace Overture.FunctionalTests.Cluster;

/// <summary>
/// With PostgreSQL the keys of the sessions lie in the database: what one server encrypts another reads.
/// </summary>
[Collection(PostgresCollection.Name)]
public sealed class SharedKeysTests(PostgresServer postgres) : IDisposable
{
    private const string Password = "pfx-password";

    private readonly string _directory = Directory.CreateTempSubdirectory("overture-keys-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task An_account_connected_through_one_server_is_used_by_another()
    {
        var database = Setting(await postgres.CreateDatabaseAsync());
        await using var one = await Gateway.StartAsync(settings: database);
        await using var two = await Gateway.StartAsync(settings: database);

        var account = await one.ConnectAsync(2);

        Assert.Equal(200, (await two.InviteAsync(account, "person-1")).Status);
        Assert.Empty(Directory.GetFiles(Path.Combine(one.DataDirectory, DataDirectory.Keys)));
        Assert.Empty(Directory.GetFiles(Path.Combine(two.DataDirectory, DataDirectory.Keys)));
        Assert.Single(await KeysAsync(two));
    }

    [Fact]
    public async Task With_a_certificate_only_its_owner_reads_the_keys()
    {
        var database = Setting(await postgres.CreateDatabaseAsync());
        string[] settings =
        [
            database, $"Overture:Storage:KeyCertificate={await CertificateAsync()}",
            $"Overture:Storage:KeyCertificatePassword={Password}",
        ];
        await using var one = await Gateway.StartAsync(settings: settings);
        await using var two = await Gateway.StartAsync(settings: settings);
        var account = await one.ConnectAsync(2);
        Assert.Equal(200, (await two.InviteAsync(account, "person-1")).Status);

        var key = Assert.Single(await KeysAsync(one));
        Assert.Contains("EncryptedData", key, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", key, StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<StartException>(() => Gateway.StartAsync(settings: database));
        Assert.Equal(ExitCode.Settings, refused.Code);
        Assert.Contains(
            "cannot be decrypted; Overture:Storage:KeyCertificate must name", refused.Message,
            StringComparison.Ordinal);
        Assert.Single(await KeysAsync(one));
    }

    [Fact]
    public async Task Without_PostgreSQL_a_certificate_encrypts_the_keys_in_the_folder()
    {
        await using var gateway = await Gateway.StartAsync(
            _directory, null, $"Overture:Storage:KeyCertificate={await CertificateAsync()}",
            $"Overture:Storage:KeyCertificatePassword={Password}");

        var file = Assert.Single(Directory.GetFiles(Path.Combine(_directory, DataDirectory.Keys)));
        Assert.Contains("EncryptedData", await File.ReadAllTextAsync(file, Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.pfx", Password)]
    [InlineData("server.pfx", "wrong")]
    [InlineData("server.txt", Password)]
    public async Task A_certificate_that_cannot_be_read_stops_the_start(string file, string password)
    {
        await CertificateAsync();
        await File.WriteAllTextAsync(Path.Combine(_directory, "server.txt"), "no certificate", Cancellation);
        var path = Path.Combine(_directory, file);

        var fault = Assert.Throws<StartException>(() => ServerHost.Build(
            [
                "--data", _directory, $"--Overture:Storage:KeyCertificate={path}",
                $"--Overture:Storage:KeyCertificatePassword={password}",
            ]));

        Assert.Equal(ExitCode.Settings, fault.Code);
        Assert.StartsWith(
            $"Overture:Storage:KeyCertificate: \"{path}\" cannot be read as a PFX file", fault.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain(password, fault.Message, StringComparison.Ordinal);
    }

    private static string Setting(string connectionString) => $"Overture:Storage:PostgreSql={connectionString}";

    private static async Task<List<string>> KeysAsync(Gateway gateway)
    {
        await using var db = (PostgresOvertureDb)gateway.Services.GetRequiredService<Database>().Open();
        return await db.DataProtectionKeys.Select(key => key.Xml!).ToListAsync(Cancellation);
    }

    private async Task<string> CertificateAsync()
    {
        using var rsa = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest(
            "CN=overture", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var path = Path.Combine(_directory, "server.pfx");
        await File.WriteAllBytesAsync(path, certificate.Export(X509ContentType.Pfx, Password), Cancellation);
        return path;
    }
}
