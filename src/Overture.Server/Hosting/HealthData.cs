namespace Overture.Server.Hosting;

/// <summary>Answer of <c>/healthz</c> and <c>/readyz</c>.</summary>
internal sealed record HealthData
{
    public required string Status { get; init; }
}
