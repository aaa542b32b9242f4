using Overture.Sandbox.People;

namespace Overture.Sandbox.Network;

/// <summary>One row of the invitations log.</summary>
internal sealed record LoggedInvitation(
    long Id, int Member, PersonKey Person, string? Note, InvitationState Stored, DateTimeOffset ReceivedAt)
{
    public Pair Pair => new(Member, Person);

    public LiveInvitation Live => new(Id, ReceivedAt.ToUnixTimeMilliseconds(), Stored, Note is not null);

    public InvitationState StateAt(DateTimeOffset now) =>
        InvitationFate.StateAt(now, Person.Behaviour, Stored, ReceivedAt);
}
