using System.ComponentModel.DataAnnotations;

namespace Overture.Server.Queue;

/// <summary>Settings of the accounts' queues (<c>Overture:Queue</c>).</summary>
internal sealed class QueueOptions
{
    public const string Section = "Overture:Queue";

    /// <summary>How many operations can wait for one account. Default 10,000; 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int MaxQueued { get; set; } = 10_000;

    /// <summary>How often the database is asked which queues are due. Default 1 s; 50 ms to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:10:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many accounts' queues move on at the same time. Default 32; 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int Parallelism { get; set; } = 32;

    /// <summary>
    /// When a queue is tried again that only its owner or an operator can set going: an inactive or paused account, an
    /// open breaker, no credits, too many pending. Default 10 min; 1 s to 1 day.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RetryWhenBlocked { get; set; } = TimeSpan.FromMinutes(10);
}
