using System.ComponentModel.DataAnnotations;

namespace Overture.Server.Http;

/// <summary>Settings of the HTTP surface (<c>Overture:Http</c>).</summary>
internal sealed class HttpOptions
{
    public const string Section = "Overture:Http";

    /// <summary>
    /// Largest body accepted, in bytes. Default 8,388,608, into which 1,000 rows of invite_many and an import of
    /// 1,000,000 characters fit with every character escaped; 1,024 to 30,000,000, which the web server takes at most.
    /// </summary>
    [Range(1_024, 30_000_000)]
    public int MaxBodyBytes { get; set; } = 8_388_608;

    /// <summary>Requests per minute and API key before key_rate_limit. Default 300; 1 to 100,000,000.</summary>
    [Range(1, 100_000_000)]
    public int RequestsPerMinute { get; set; } = 300;

    /// <summary>
    /// Rows per minute and API key in calls that carry many, such as invite_many. Default 3,000; 1,000 to 100,000,000.
    /// </summary>
    [Range(1_000, 100_000_000)]
    public int RowsPerMinute { get; set; } = 3_000;

    /// <summary>The same rows per day and API key. Default 100,000; 1,000 to 1,000,000,000.</summary>
    [Range(1_000, 1_000_000_000)]
    public int RowsPerDay { get; set; } = 100_000;
}
