using Overture.Sandbox.Network;
using Overture.Sandbox.People;

namespace Overture.Sandbox.Control;

/// <summary>One line of the invitations log, its state as of now.</summary>
internal sealed record InvitationAnswer(long Id, string Account, string Person, string? Note)
{
    public required InvitationState State { get; init; }

    public required string ReceivedAt { get; init; }

    public static InvitationAnswer Of(LoggedInvitation row, DateTimeOffset now) =>
        new(row.Id, MemberSessions.TokenOf(row.Member), Slugs.Format(row.Person), row.Note)
        {
            State = row.StateAt(now),
            ReceivedAt = ControlAnswer.Timestamp(row.ReceivedAt),
        };
}
