namespace Overture.Server.Audit;

/// <summary>What was decided. The numbers are stored.</summary>
internal enum AuditDecision
{
    Sent = 1,
    Refused = 2,
    NotSent = 3,
    AlreadyConnected = 4,
    Queued = 5,
    Cancelled = 6,
    Changed = 7,
    Added = 8,
    Removed = 9,
    Held = 10,
    Released = 11,
}
