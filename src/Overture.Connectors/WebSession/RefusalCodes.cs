using System.Collections.Frozen;

namespace Overture.Connectors.WebSession;

/// <summary>What the platform's own codes refuse. They are matched whole: words like "quota" stand in route names too.</summary>
internal static class RefusalCodes
{
    private static readonly FrozenDictionary<string, Refusal> Known = new Dictionary<string, Refusal>
    {
        ["CANT_RESEND_YET"] = Refusal.CannotResendYet,
        ["ALREADY_INVITED"] = Refusal.CannotResendYet,
        ["ALREADY_CONNECTED"] = Refusal.CannotResendYet,
        ["INVITATION_EXISTS"] = Refusal.CannotResendYet,
        ["PENDING_INVITATION"] = Refusal.CannotResendYet,
        ["CUSTOM_INVITE_LIMIT_REACHED"] = Refusal.NoteQuotaReached,
        ["FUSE_LIMIT_EXCEEDED"] = Refusal.InvitationLimitReached,
        ["CANT_INVITE_CONNECTION_LIMIT_REACHED"] = Refusal.InvitationLimitReached,
        ["MAX_INVITATION_SENT"] = Refusal.InvitationLimitReached,
        ["TOO_MANY_PENDING_INVITATIONS"] = Refusal.InvitationLimitReached,
        ["EMAIL_REQUIRED"] = Refusal.EmailRequired,
        ["EMAIL_ADDRESS_REQUIRED"] = Refusal.EmailRequired,
        ["CANT_INVITE_MEMBER"] = Refusal.NotInvitable,
        ["CANNOT_INVITE_MEMBER"] = Refusal.NotInvitable,
        ["CANT_INVITE_SELF"] = Refusal.NotInvitable,
        ["MEMBER_NOT_INVITABLE"] = Refusal.NotInvitable,
        ["CUSTOM_MESSAGE_TOO_LONG"] = Refusal.NoteTooLong,
        ["PRIMARY_HANDLE_NOT_CONFIRMED"] = Refusal.AccountRestricted,
        ["ACCOUNT_RESTRICTED"] = Refusal.AccountRestricted,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static bool TryFind(string? code, out Refusal refusal)
    {
        refusal = Refusal.Unknown;
        return code is not null && Known.TryGetValue(code, out refusal);
    }
}
