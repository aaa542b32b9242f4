using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Overture.Server.Storage;
using Overture.Server.Storage.Postgres;

namespace Overture.Server.Hosting;

/// <summary>
/// The Data Protection keys, which encrypt the sessions: in the database that nodes share, or in the data folder. A node that cannot
/// read one of them must not start: it would make a key of its own, and sessions would be lost one after the other.
/// </summary>
internal sealed class KeyRing(
    Database database, IKeyManager keys, IDataProtectionProvider protection, IOptions<StorageOptions> storage)
{
    /// <summary>Sees to it that there is a key. Only one node may do this at a time, or each of them makes one.</summary>
    /// <exception cref="StartException">A key that is there cannot be decrypted.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        await using (var db = database.Open())
        {
            if (db is PostgresOvertureDb shared) await TakeOverFilesAsync(shared, cancellationToken);
        }

        foreach (var key in keys.GetAllKeys()) InsistOnReading(key);
        protection.CreateProtector("overture.start").Protect([]);
    }

    /// <summary>Earlier versions kept the keys of sessions that lie in PostgreSQL in the data folder.</summary>
    private async Task TakeOverFilesAsync(PostgresOvertureDb db, CancellationToken cancellationToken)
    {
        if (await db.DataProtectionKeys.AnyAsync(cancellationToken)) return;
        foreach (var file in Directory.GetFiles(Path.Combine(storage.Value.Directory, DataDirectory.Keys), "*.xml"))
        {
            db.Add(new DataProtectionKey
            {
                FriendlyName = Path.GetFileNameWithoutExtension(file),
                Xml = XElement.Load(file).ToString(SaveOptions.DisableFormatting),
            });
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private static void InsistOnReading(IKey key)
    {
        try
        {
            _ = key.Descriptor;
        }
        catch (Exception exception)
        {
            throw new StartException(
                ExitCode.Settings,
                $"The Data Protection key {key.KeyId} cannot be decrypted; {KeyRingFeature.CertificateKey} must name the certificate "
                + "with which it was encrypted.",
                exception);
        }
    }
}
