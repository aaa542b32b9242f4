using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Overture.Server.Storage;
using Overture.Server.Storage.Postgres;

namespace Overture.Server.Hosting;

internal static class KeyRingFeature
{
    public const string CertificateKey = $"{StorageOptions.Section}:{nameof(StorageOptions.KeyCertificate)}";

    private const string PasswordKey = $"{StorageOptions.Section}:{nameof(StorageOptions.KeyCertificatePassword)}";

    /// <exception cref="StartException">The certificate cannot be used.</exception>
    public static void AddKeyRing(this IServiceCollection services, StorageOptions storage)
    {
        var keys = services.AddDataProtection().SetApplicationName("overture");
        if (!string.IsNullOrEmpty(storage.PostgreSql)) keys.PersistKeysToDbContext<PostgresOvertureDb>();
        else keys.PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(storage.Directory, DataDirectory.Keys)));
        if (storage.KeyCertificate is { Length: > 0 } file)
        {
            keys.ProtectKeysWithCertificate(Load(file, storage.KeyCertificatePassword));
        }

        services.AddSingleton<KeyRing>();
    }

    private static X509Certificate2 Load(string file, string? password)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(file, password);
            using var key = certificate.GetRSAPrivateKey();
            if (key is not null) return certificate;
        }
        catch (Exception exception)
            when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw Unusable(file, exception);
        }

        throw Unusable(file, null);
    }

    private static StartException Unusable(string file, Exception? inner) => new(
        ExitCode.Settings,
        $"{CertificateKey}: \"{file}\" cannot be read as a PFX file with an RSA certificate and its private key, "
        + $"with the password in {PasswordKey}.",
        inner);
}
