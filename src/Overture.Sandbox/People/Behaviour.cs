namespace Overture.Sandbox.People;

/// <summary>How a person reacts to a send. The numbers are part of a person's key, which sandbox.db stores.</summary>
internal enum Behaviour
{
    None = 0,
    AlreadyConnected = 1,
    AlreadyInvited = 2,
    InvitedYou = 3,
    EmailRequired = 4,
    NotInvitable = 5,
    Memorialized = 6,
    ResendCooldown = 7,
    NoteQuota = 8,
    WeeklyLimit = 9,
    Throttled = 10,
    SessionExpired = 11,
    Challenge = 12,
    Slow = 13,
    LostAnswer = 14,
    LostRequest = 15,
    LostAnswerBlind = 16,
    ChangedShape = 17,
    HtmlLogin = 18,
    ServerErrorSent = 19,
    ServerErrorUnsent = 20,
    AcceptsNow = 21,
    AcceptsInThreeDays = 22,
    Ignores = 23,
    Restricted = 24,
    UnknownRefusal = 25,
}
