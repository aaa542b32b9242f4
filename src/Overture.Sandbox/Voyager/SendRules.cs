using Overture.Sandbox.Network;
using Overture.Sandbox.People;

namespace Overture.Sandbox.Voyager;

/// <summary>
/// Decides on a send, without I/O. The platform's own limits (invitations a week, notes a month) are not simulated,
/// because load benches send without end.
/// </summary>
internal static class SendRules
{
    public const int FreeNoteLength = 200;
    public const int PremiumNoteLength = 300;
    public const string CannotResendYet = "CANT_RESEND_YET";

    private const int Restricted = 999;
    private const string UnknownCode = "CODE_OF_TOMORROW";

    public static SendDecision Decide(in Person sender, PersonKey invitee, RelationshipKind relationship, string? note)
    {
        if (note is not null && LengthOf(note) > (sender.IsPremium ? PremiumNoteLength : FreeNoteLength))
        {
            return SendDecision.Refuse(StatusCodes.Status400BadRequest, "CUSTOM_MESSAGE_TOO_LONG");
        }

        return relationship switch
        {
            RelationshipKind.Self => SendDecision.Refuse(StatusCodes.Status500InternalServerError),
            RelationshipKind.Sent or RelationshipKind.Received or RelationshipKind.Connected =>
                SendDecision.Refuse(StatusCodes.Status400BadRequest, CannotResendYet),
            RelationshipKind.None => ByBehaviour(invitee.Behaviour, hasNote: !string.IsNullOrEmpty(note)),
        };
    }

    private static SendDecision ByBehaviour(Behaviour behaviour, bool hasNote) => behaviour switch
    {
        Behaviour.None or Behaviour.AcceptsNow or Behaviour.AcceptsInThreeDays or Behaviour.Ignores =>
            new(SendOutcome.Accept),
        Behaviour.Slow => new(SendOutcome.AcceptAfterAWhile),
        Behaviour.LostAnswer or Behaviour.LostAnswerBlind => new(SendOutcome.AcceptAndCut),
        Behaviour.ChangedShape => new(SendOutcome.AcceptAndChangeShape),
        Behaviour.ServerErrorSent => new(SendOutcome.AcceptAndFail),
        Behaviour.NoteQuota when hasNote =>
            SendDecision.Refuse(StatusCodes.Status429TooManyRequests, "CUSTOM_INVITE_LIMIT_REACHED"),
        Behaviour.NoteQuota => new(SendOutcome.Accept),
        Behaviour.AlreadyConnected or Behaviour.AlreadyInvited or Behaviour.InvitedYou or Behaviour.ResendCooldown =>
            SendDecision.Refuse(StatusCodes.Status400BadRequest, CannotResendYet),
        Behaviour.EmailRequired => SendDecision.Refuse(StatusCodes.Status400BadRequest, "EMAIL_REQUIRED"),
        Behaviour.NotInvitable => SendDecision.Refuse(StatusCodes.Status400BadRequest, "CANT_INVITE_MEMBER"),
        Behaviour.Memorialized => SendDecision.Refuse(StatusCodes.Status400BadRequest),
        Behaviour.WeeklyLimit => SendDecision.Refuse(StatusCodes.Status429TooManyRequests, "FUSE_LIMIT_EXCEEDED"),
        Behaviour.ServerErrorUnsent => SendDecision.Refuse(StatusCodes.Status500InternalServerError),
        Behaviour.Restricted => SendDecision.Refuse(Restricted),
        Behaviour.UnknownRefusal => SendDecision.Refuse(StatusCodes.Status400BadRequest, UnknownCode),
        Behaviour.Throttled => new(SendOutcome.Throttle),
        Behaviour.SessionExpired => new(SendOutcome.SignOut),
        Behaviour.Challenge => new(SendOutcome.Challenge),
        Behaviour.HtmlLogin => new(SendOutcome.ShowLoginPage),
        Behaviour.LostRequest => new(SendOutcome.Cut),
    };

    // Close to what a person counts while typing: an emoji of two UTF-16 units is one character.
    private static int LengthOf(string note)
    {
        var length = 0;
        foreach (var _ in note.EnumerateRunes()) length++;
        return length;
    }
}
