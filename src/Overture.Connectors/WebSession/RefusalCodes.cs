using System.Collections.Frozen;

namespace Overture.Connectors.WebSession;

/// <summary>
/// Maps the platform's codes to refusals. Only whole codes match: route names contain words like "quota" too.
/// </summary>
internal static class RefusalCodes
{
    private static readonly FrozenDictionary<string, PlatformRefusal> Known = new Dictionary<string, PlatformRefusal>
    {
        ["CANT_RESEND_YET"] = PlatformRefusal.CannotResendYet,
        ["ALREADY_INVITED"] = PlatformRefusal.CannotResendYet,
        ["ALREADY_CONNECTED"] = PlatformRefusal.CannotResendYet,
        ["INVITATION_EXISTS"] = PlatformRefusal.CannotResendYet,
        ["PENDING_INVITATION"] = PlatformRefusal.CannotResendYet,
        ["CUSTOM_INVITE_LIMIT_REACHED"] = PlatformRefusal.NoteQuotaReached,
        ["FUSE_LIMIT_EXCEEDED"] = PlatformRefusal.InvitationLimitReached,
        ["CANT_INVITE_CONNECTION_LIMIT_REACHED"] = PlatformRefusal.InvitationLimitReached,
        ["MAX_INVITATION_SENT"] = PlatformRefusal.InvitationLimitReached,
        ["TOO_MANY_PENDING_INVITATIONS"] = PlatformRefusal.InvitationLimitReached,
        ["EMAIL_REQUIRED"] = PlatformRefusal.EmailRequired,
        ["EMAIL_ADDRESS_REQUIRED"] = PlatformRefusal.EmailRequired,
        ["CANT_INVITE_MEMBER"] = PlatformRefusal.NotInvitable,
        ["CANNOT_INVITE_MEMBER"] = PlatformRefusal.NotInvitable,
        ["CANT_INVITE_SELF"] = PlatformRefusal.NotInvitable,
        ["MEMBER_NOT_INVITABLE"] = PlatformRefusal.NotInvitable,
        ["CUSTOM_MESSAGE_TOO_LONG"] = PlatformRefusal.NoteTooLong,
        ["PRIMARY_HANDLE_NOT_CONFIRMED"] = PlatformRefusal.AccountRestricted,
        ["ACCOUNT_RESTRICTED"] = PlatformRefusal.AccountRestricted,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static bool TryFind(string? code, out PlatformRefusal refusal)
    {
        refusal = PlatformRefusal.Unknown;
        return code is not null && Known.TryGetValue(code, out refusal);
    }
}
