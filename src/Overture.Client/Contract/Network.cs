namespace Overture.Client.Contract;

/// <summary>Names of the categories' actions.</summary>
public static class ActionNames
{
    /// <summary>Sends a connection request (<c>POST /v2/network</c>).</summary>
    public const string Invite = "invite";

    /// <summary>Puts up to 1,000 wishes into the account's queue.</summary>
    public const string InviteMany = "invite_many";

    /// <summary>Reads what the account may do now.</summary>
    public const string Limits = "limits";

    /// <summary>Gives the account limits of its own.</summary>
    public const string SetLimits = "set_limits";

    /// <summary>Reads one operation of the queue.</summary>
    public const string GetOperation = "get_operation";

    /// <summary>Lists the operations of the account's queue.</summary>
    public const string ListOperations = "list_operations";

    /// <summary>Takes a queued wish back.</summary>
    public const string CancelOperation = "cancel_operation";

    /// <summary>Puts people on the workspace's do-not-contact list.</summary>
    public const string DoNotContactAdd = "do_not_contact_add";

    /// <summary>Takes people off the workspace's do-not-contact list.</summary>
    public const string DoNotContactRemove = "do_not_contact_remove";

    /// <summary>Lists the workspace's do-not-contact list.</summary>
    public const string DoNotContactList = "do_not_contact_list";

    /// <summary>Puts the people of a CSV text on the workspace's do-not-contact list.</summary>
    public const string DoNotContactImport = "do_not_contact_import";

    /// <summary>Connects an account (<c>POST /v2/login</c>).</summary>
    public const string Login = "login";

    /// <summary>Lists the workspace's accounts (<c>GET /v2/accounts</c>).</summary>
    public const string ListAccounts = "list_accounts";

    /// <summary>Reads one account (<c>GET /v2/accounts/{account_id}</c>).</summary>
    public const string GetAccount = "get_account";

    /// <summary>Reads the balance (<c>GET /v2/credits</c>).</summary>
    public const string GetCredits = "get_credits";

    /// <summary>Reads the ledger's entries (<c>GET /v2/credits/statement</c>).</summary>
    public const string GetStatement = "get_statement";
}

/// <summary>Parameters of <c>invite</c>. Name the person in at least one way; two ways must agree.</summary>
public sealed record InviteParams
{
    /// <summary>Link to the person's profile: any spelling of <c>…/in/slug</c> or <c>…/in/ACo…</c>.</summary>
    public string? ProfileUrl { get; init; }

    /// <summary>Another name for <c>profile_url</c>.</summary>
    public string? LinkedinUrl { get; init; }

    /// <summary>Slug, member id (<c>ACo…</c>) or profile URN.</summary>
    public string? Identifier { get; init; }

    /// <summary>The note; at most 200 UTF-16 code units on a free account, 300 on a premium one.</summary>
    public string? Message { get; init; }

    /// <summary>
    /// What happens when the account may send no note now: <c>require</c> (the default) refuses, <c>drop</c> sends without it, <c>wait</c>
    /// queues the wish until it may.
    /// </summary>
    public NotePolicy? NotePolicy { get; init; }

    /// <summary>
    /// <c>now</c> (the default); <c>queue</c>: as soon as the account's budgets and hours allow, in its turn; or a time in ISO 8601 with a
    /// zone (<c>2026-05-02T09:00:00Z</c>), not before which it is sent.
    /// </summary>
    public string? When { get; init; }

    /// <summary>True: nothing is sent or charged, and the answer says what every rule makes of the wish now.</summary>
    public bool? DryRun { get; init; }

    /// <summary>True: invites although another account of the workspace is at work on the person. Written into the audit.</summary>
    public bool? OverrideClaim { get; init; }
}

/// <summary>
/// Answer of <c>invite</c>: the invitation and the person. When the person is already connected, there is no
/// <c>invitation_urn</c>, <c>status</c> is <c>already_connected</c>, and nothing was charged. When the answer to a sent invitation was lost
/// and the person had accepted it before its number could be read, there is none either, and the status is <c>accepted</c>.
/// </summary>
public sealed record InviteData
{
    /// <summary><c>urn:li:invitation:</c> and the platform's number; absent when already connected.</summary>
    public string? InvitationUrn { get; init; }

    /// <summary><c>urn:li:fsd_profile:</c> and the member id.</summary>
    public required string ProfileUrn { get; init; }

    /// <summary>First name.</summary>
    public required string FirstName { get; init; }

    /// <summary>Last name; may be empty.</summary>
    public required string LastName { get; init; }

    /// <summary>Headline; may be empty.</summary>
    public required string Headline { get; init; }

    /// <summary>The slug of the person's profile.</summary>
    public required string PublicIdentifier { get; init; }

    /// <summary>Picture; the empty string when there is none or it is hidden.</summary>
    public required string ProfilePictureUrl { get; init; }

    /// <summary>Absent when an invitation was sent and named; else <c>already_connected</c> or <c>accepted</c>.</summary>
    public string? Status { get; init; }
}
