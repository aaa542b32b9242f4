using System.ComponentModel.DataAnnotations;

namespace Overture.Server.Idempotency;

/// <summary>Settings of the idempotency keys (<c>Overture:Idempotency</c>).</summary>
internal sealed class IdempotencyOptions
{
    public const string Section = "Overture:Idempotency";

    /// <summary>How long a stored answer is replayed. Default 24 h; 1 min to 30 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How often expired keys are deleted. Default 10 min; 1 s to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromMinutes(10);
}
