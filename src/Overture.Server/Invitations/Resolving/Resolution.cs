using Overture.Connectors;
using Overture.Server.Accounts.Upstream;
using Overture.Server.Invitations.Sending;

namespace Overture.Server.Invitations.Resolving;

/// <summary>Decides from a relationship what became of an invitation whose send got no usable answer. Pure.</summary>
internal static class Resolution
{
    /// <returns>Pending, accepted or not sent when that is certain; otherwise unknown.</returns>
    public static SendOutcome Of(
        UpstreamAnswer<Relationship> read, DateTimeOffset intentAt, DateTimeOffset now, TimeSpan absenceCountsAfter)
    {
        if (read.Value is not { } relationship) return new(InvitationState.Unknown);
        return relationship.Kind switch
        {
            RelationshipKind.InvitationSent when relationship.InvitationId is { } number => SendOutcome.Sent(number),
            // It is there, but the caller must hear which it is: read again until the platform names it.
            RelationshipKind.InvitationSent => new(InvitationState.Unknown),
            // They were strangers at the intent and are connected now: it was sent and accepted in between.
            RelationshipKind.Connected => new(InvitationState.Accepted),
            // Absence early on proves nothing: the platform may still be working on the request that was cut off.
            RelationshipKind.NotConnected or RelationshipKind.InvitationReceived
                when now - intentAt >= absenceCountsAfter => new(InvitationState.NotSent),
            RelationshipKind.NotConnected or RelationshipKind.InvitationReceived => new(InvitationState.Unknown),
            RelationshipKind.Self or RelationshipKind.Unknown => new(InvitationState.Unknown),
        };
    }

    /// <summary>When to read again after so many reads: doubling from the first pause to the longest.</summary>
    public static DateTimeOffset NextCheck(int checks, InvitationOptions options, DateTimeOffset now)
    {
        var pause = options.FirstCheckAfter * Math.Pow(2, Math.Clamp(checks, 0, 30));
        return now + (pause < options.MaxCheckPause ? pause : options.MaxCheckPause);
    }
}
