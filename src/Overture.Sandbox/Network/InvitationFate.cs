using Overture.Sandbox.People;

namespace Overture.Sandbox.Network;

/// <summary>An invitation's state as the clock advances. Each read computes it, so the clock updates nothing.</summary>
internal static class InvitationFate
{
    public static readonly TimeSpan SlowAcceptance = TimeSpan.FromDays(3);
    public static readonly TimeSpan Blindness = TimeSpan.FromMinutes(1);

    public static InvitationState StoredAtArrival(Behaviour behaviour) =>
        behaviour == Behaviour.AcceptsNow ? InvitationState.Accepted : InvitationState.Pending;

    public static InvitationState StateAt(
        DateTimeOffset now, Behaviour behaviour, InvitationState stored, DateTimeOffset receivedAt) =>
        behaviour == Behaviour.AcceptsInThreeDays && stored == InvitationState.Pending
            && now - receivedAt >= SlowAcceptance
            ? InvitationState.Accepted
            : stored;

    public static bool HidesReadsAt(DateTimeOffset now, Behaviour behaviour, DateTimeOffset receivedAt) =>
        behaviour == Behaviour.LostAnswerBlind && now - receivedAt < Blindness;
}
