using Overture.Sandbox.People;

namespace Overture.Sandbox.Network;

/// <summary>What becomes of an invitation as the clock advances; computed on each read, so the clock has nothing to update.</summary>
internal static class InvitationFate
{
    public static readonly TimeSpan SlowAcceptance = TimeSpan.FromDays(3);
    public static readonly TimeSpan Blindness = TimeSpan.FromMinutes(1);

    public static InvitationState StoredAtArrival(Behaviour behaviour) =>
        behaviour == Behaviour.AcceptsNow ? InvitationState.Accepted : InvitationState.Pending;

    public static InvitationState StateAt(
        DateTimeOffset now, Behaviour behaviour, InvitationState stored, DateTimeOffset receivedAt) =>
        behaviour == Behaviour.AcceptsInThreeDays && stored == InvitationState.Pending && now - receivedAt >= SlowAcceptance
            ? InvitationState.Accepted
            : stored;

    public static bool HidesReadsAt(DateTimeOffset now, Behaviour behaviour, DateTimeOffset receivedAt) =>
        behaviour == Behaviour.LostAnswerBlind && now - receivedAt < Blindness;
}
