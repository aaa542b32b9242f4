namespace Overture.Server.Telemetry;

/// <summary>The number of invitations with an unknown outcome and the time of the oldest one's intent.</summary>
internal sealed record UnknownOutcomes(int Count, DateTimeOffset? OldestIntentAt);
