using System.ComponentModel.DataAnnotations;

namespace Overture.Server.Growth;

/// <summary>How much a workspace may keep (<c>Overture:Caps</c>).</summary>
internal sealed class CapOptions
{
    public const string Section = "Overture:Caps";

    /// <summary>Accounts of a workspace. Default 10,000; 1 to 10,000,000.</summary>
    [Range(1, 10_000_000)]
    public int Accounts { get; set; } = 10_000;

    /// <summary>People on a workspace's do-not-contact list. Default 200,000; 1 to 10,000,000.</summary>
    [Range(1, 10_000_000)]
    public int DoNotContact { get; set; } = 200_000;

    /// <summary>
    /// Operations that wait or are held, in all queues of a workspace. Default 100,000; 1 to 10,000,000.
    /// </summary>
    [Range(1, 10_000_000)]
    public int Operations { get; set; } = 100_000;

    /// <summary>
    /// Answers of a workspace that are stored under idempotency keys. Default 500,000; 1 to 10,000,000.
    /// </summary>
    [Range(1, 10_000_000)]
    public int StoredAnswers { get; set; } = 500_000;
}
