namespace Overture.Server.Audit;

/// <summary>Words for what was decided, beside the states of an invitation.</summary>
internal static class Decisions
{
    public const string Sent = "sent";
    public const string Refused = "refused";
    public const string Queued = "queued";
    public const string Cancelled = "cancelled";
    public const string Changed = "changed";
    public const string Added = "added";
    public const string Removed = "removed";
}
