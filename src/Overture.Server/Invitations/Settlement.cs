using Overture.Connectors;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Invitations;

/// <summary>Decides from a relationship what became of an invitation whose send got no usable answer. Pure.</summary>
internal static class Settlement
{
    /// <returns>Pending, accepted or not sent when that is certain; else unknown.</returns>
    public static SendOutcome Of(
        Answer<Relationship> reread, DateTimeOffset intentAt, DateTimeOffset now, TimeSpan absenceCountsAfter)
    {
        if (!reread.Succeeded(out var relationship, out var failure))
        {
            return new(InvitationState.Unknown) { AccountLost = UpstreamRefusal.AccountLostBy(failure) };
        }

        return relationship.Kind switch
        {
            RelationshipKind.InvitationSent when relationship.InvitationId is { } number => SendOutcome.Sent(number),
            // It is there, but a caller must be told which it is: look again until the platform names it.
            RelationshipKind.InvitationSent => new(InvitationState.Unknown),
            // They were strangers at the intent and are connected now: it was sent and accepted in between.
            RelationshipKind.Connected => new(InvitationState.Accepted),
            // Absence early on proves nothing: the upstream may still be working on the request that was cut off.
            RelationshipKind.NotConnected or RelationshipKind.InvitationReceived
                when now - intentAt >= absenceCountsAfter => new(InvitationState.NotSent),
            RelationshipKind.NotConnected or RelationshipKind.InvitationReceived => new(InvitationState.Unknown),
            RelationshipKind.Self or RelationshipKind.Unknown => new(InvitationState.Unknown),
        };
    }

    /// <summary>When to look again after so many looks: doubling from the first pause to the longest.</summary>
    public static DateTimeOffset NextCheck(int checks, InvitationOptions options, DateTimeOffset now)
    {
        var pause = options.FirstCheckAfter * Math.Pow(2, Math.Clamp(checks, 0, 30));
        return now + (pause < options.LongestCheckPause ? pause : options.LongestCheckPause);
    }
}
