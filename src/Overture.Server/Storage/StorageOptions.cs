using System.ComponentModel.DataAnnotations;

namespace Overture.Server.Storage;

/// <summary>Settings of the database (<c>Overture:Storage</c>).</summary>
internal sealed class StorageOptions
{
    public const string Section = "Overture:Storage";

    /// <summary>
    /// Folder of the database and the Data Protection keys, unless they lie in PostgreSQL, and of the sandbox's file.
    /// Default <c>.data</c>; <c>--data</c> sets it.
    /// </summary>
    [Required]
    public string Directory { get; set; } = ".data";

    /// <summary>
    /// Connection string of a PostgreSQL database to use instead of SQLite. A secret: give it by environment. Default
    /// none.
    /// </summary>
    public string? PostgreSql { get; set; }

    /// <summary>
    /// PFX file with an RSA certificate and its private key that encrypts the Data Protection keys; the same on all
    /// nodes. Default none: the keys are stored as they are.
    /// </summary>
    public string? KeyCertificate { get; set; }

    /// <summary>Password of the PFX file. A secret: give it by environment. Default none.</summary>
    public string? KeyCertificatePassword { get; set; }

    /// <summary>
    /// How many steps may wait for the disk before new work is refused with gateway_busy. Default 4,096; 1 to
    /// 1,000,000.
    /// </summary>
    [Range(1, 1_000_000)]
    public int CommitQueueCapacity { get; set; } = 4096;

    /// <summary>
    /// How many steps share a transaction at most. Default 256; 1 to 10,000. Larger ones make each caller wait longer.
    /// </summary>
    [Range(1, 10_000)]
    public int CommitBatchSize { get; set; } = 256;
}
