namespace Overture.Server.Telemetry;

/// <summary>How many invitations have an unknown outcome, and when the oldest of them was intended.</summary>
internal sealed record UnknownOutcomes(int Count, DateTimeOffset? OldestIntentAt);
