using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Overture.Client.Contract;

/// <content>Names of the actions about the do-not-contact list.</content>
public static partial class ActionNames
{
    /// <summary>Adds a person to the workspace's do-not-contact list.</summary>
    public const string DoNotContactAdd = "do_not_contact_add";

    /// <summary>Removes a person from the workspace's do-not-contact list.</summary>
    public const string DoNotContactRemove = "do_not_contact_remove";

    /// <summary>Lists the people on the workspace's do-not-contact list.</summary>
    public const string DoNotContactList = "do_not_contact_list";

    /// <summary>Adds the people of a CSV text to the workspace's do-not-contact list.</summary>
    public const string DoNotContactImport = "do_not_contact_import";
}

/// <summary>The actions about the workspace's do-not-contact list.</summary>
public static class DoNotContactActions
{
    // To find a person by slug, the gateway asks the platform with the account's session.
    private static readonly IReadOnlyList<Reason> FindingAPerson =
    [
        Reason.NotAPersonUrl, Reason.PersonNotFound, Reason.PlatformThrottled, Reason.SessionExpired,
        Reason.ChallengeRequired, Reason.AccountRestricted, Reason.AccountPaused, Reason.UpstreamUnavailable,
        Reason.UpstreamChanged, Reason.ReadBudget,
    ];

    /// <summary>Adds a person.</summary>
    public static readonly ActionDescriptor<DoNotContactParams, DoNotContactData> Add = new()
    {
        Category = NetworkActions.Category,
        Name = ActionNames.DoNotContactAdd,
        Kind = ActionKind.Write,
        Summary = "Add a person to the workspace's do-not-contact list.",
        Description =
            """
            No account of the workspace can invite a person on the list. The list stores member ids; to add a person by
            slug, the gateway reads the profile with the account's session.
            """,
        Reasons = FindingAPerson,
        Answers = [new(200, typeof(DoNotContactData), "The person is on the list.")],
    };

    /// <summary>Removes a person.</summary>
    public static readonly ActionDescriptor<DoNotContactParams, DoNotContactData> Remove = new()
    {
        Category = NetworkActions.Category,
        Name = ActionNames.DoNotContactRemove,
        Kind = ActionKind.Write,
        Summary = "Remove a person from the workspace's do-not-contact list.",
        Reasons = FindingAPerson,
        Answers = [new(200, typeof(DoNotContactData), "The person is not on the list.")],
    };

    /// <summary>Lists the people on the list.</summary>
    public static readonly ActionDescriptor<DoNotContactListParams, DoNotContactListData> List = new()
    {
        Category = NetworkActions.Category,
        Name = ActionNames.DoNotContactList,
        Kind = ActionKind.Read,
        Summary = "List the people on the workspace's do-not-contact list.",
        Description = "Pass `next_cursor` as `cursor` to read the next page.",
        Reasons = [],
        Answers = [new(200, typeof(DoNotContactListData), "The page was read.")],
    };

    /// <summary>Adds the people of a CSV text.</summary>
    public static readonly ActionDescriptor<DoNotContactImportParams, DoNotContactImportData> Import = new()
    {
        Category = NetworkActions.Category,
        Name = ActionNames.DoNotContactImport,
        Kind = ActionKind.Write,
        Summary = "Add the people of a CSV text to the workspace's do-not-contact list.",
        Description =
            $"""
            The text has a line of headings and 1 to 1,000 rows. One column names the person: `profile_url`,
            `linkedin_url`, `identifier`, or a heading that common tools write, such as `Person Linkedin Url` or `URL`.
            `column` names the column if the gateway cannot tell. The call reads a `comment` column and ignores all
            others. Commas, semicolons, tabs or bars separate columns; a first line `sep=;` decides. Single lines above
            the headings, as in the platform's own `Connections.csv`, are skipped.

            Every row gets an answer of its own: a refused row carries its line, its reason and, if waiting helps, its
            `retry_at`. It does not affect the others. A quote that does not close refuses the whole text.

            A member id needs no look-up. A call looks up at most {ParamBounds.MaxLookups} different slugs at the
            platform. Under an `Idempotency-Key`, a row that can pass later stays open: repeat the same call to try such
            rows again. All other rows keep their answer.
            """,
        Reasons = FindingAPerson,
        Answers = [new(200, typeof(DoNotContactImportData), "The valid rows are on the list.")],
    };

    /// <summary>Every action of this class.</summary>
    public static IReadOnlyList<ActionDescriptor> All { get; } = [Add, Remove, List, Import];
}

/// <summary>Parameters of <c>do_not_contact_add</c> and <c>do_not_contact_remove</c>.</summary>
public sealed record DoNotContactParams : IPersonParams
{
    /// <inheritdoc />
    [StringLength(ParamBounds.TextLength)]
    public string? ProfileUrl { get; init; }

    /// <inheritdoc />
    [StringLength(ParamBounds.TextLength)]
    public string? LinkedinUrl { get; init; }

    /// <inheritdoc />
    [StringLength(ParamBounds.TextLength)]
    public string? Identifier { get; init; }

    /// <summary>Why the person is on the list; up to 500 characters. For <c>do_not_contact_add</c> only.</summary>
    [StringLength(500)]
    public string? Comment { get; init; }
}

/// <summary>A person on the list.</summary>
public sealed record DoNotContactItem
{
    /// <summary>
    /// <c>urn:li:fsd_profile:</c> and the member id, which stays the same if the slug changes.
    /// </summary>
    public required string ProfileUrn { get; init; }

    /// <summary>The person's slug at the time of adding.</summary>
    public required string PublicIdentifier { get; init; }

    /// <summary>Why the person is on the list.</summary>
    public string? Comment { get; init; }

    /// <summary>When the person was added (UTC).</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Answer of <c>do_not_contact_add</c> and <c>do_not_contact_remove</c>.</summary>
public sealed record DoNotContactData
{
    /// <summary>What happened.</summary>
    public required DoNotContactStatus Status { get; init; }

    /// <summary><c>urn:li:fsd_profile:</c> and the member id.</summary>
    public required string ProfileUrn { get; init; }
}

/// <summary>What a change did with a person on the list.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DoNotContactStatus>))]
public enum DoNotContactStatus
{
    /// <summary>A value newer than this client.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown = 0,

    /// <summary>The person was added.</summary>
    [JsonStringEnumMemberName("added")]
    Added,

    /// <summary>The person was on the list before.</summary>
    [JsonStringEnumMemberName("already_listed")]
    AlreadyListed,

    /// <summary>The person was removed.</summary>
    [JsonStringEnumMemberName("removed")]
    Removed,

    /// <summary>The person was not on the list.</summary>
    [JsonStringEnumMemberName("not_listed")]
    NotListed,

    /// <summary>The row was refused.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,
}

/// <summary>Parameters of <c>do_not_contact_list</c>.</summary>
public sealed record DoNotContactListParams
{
    /// <summary>The maximum number of people in the page: 1 to 500, 50 by default.</summary>
    [Range(1, ParamBounds.MaxPageSize)]
    public int? Count { get; init; }

    /// <summary><c>next_cursor</c> of the previous page; null for the first page.</summary>
    [StringLength(ParamBounds.CursorLength)]
    public string? Cursor { get; init; }
}

/// <summary>Answer of <c>do_not_contact_list</c>.</summary>
public sealed record DoNotContactListData
{
    /// <summary>The people of the page.</summary>
    public required IReadOnlyList<DoNotContactItem> Items { get; init; }

    /// <summary>The <c>cursor</c> of the next page; absent on the last page.</summary>
    public string? NextCursor { get; init; }
}

/// <summary>Parameters of <c>do_not_contact_import</c>.</summary>
public sealed record DoNotContactImportParams
{
    /// <summary>
    /// CSV with a line of headings and 1 to 1,000 rows; up to 1,000,000 characters. One column names the person:
    /// <c>profile_url</c>, <c>linkedin_url</c>, <c>identifier</c> or a heading that common tools write. A
    /// <c>comment</c> column is read; all other columns are ignored.
    /// </summary>
    [StringLength(ParamBounds.CsvLength)]
    public required string Csv { get; init; }

    /// <summary>The heading of the column that names the person, if the gateway cannot tell.</summary>
    [StringLength(ParamBounds.CursorLength)]
    public string? Column { get; init; }
}

/// <summary>
/// Answer of <c>do_not_contact_import</c>, with one row for each row of the text, in the same order.
/// </summary>
public sealed record DoNotContactImportData
{
    /// <summary>The number of people who were added.</summary>
    public required int Added { get; init; }

    /// <summary>The number of people who were on the list before.</summary>
    public required int AlreadyListed { get; init; }

    /// <summary>The number of rows that were refused.</summary>
    public required int Refused { get; init; }

    /// <summary>The outcome of each row.</summary>
    public required IReadOnlyList<DoNotContactImportRow> Rows { get; init; }
}

/// <summary>The outcome of one row of <c>do_not_contact_import</c>.</summary>
public sealed record DoNotContactImportRow
{
    /// <summary>The line of the text in which the row begins; the headings are in line 1.</summary>
    public required int Line { get; init; }

    /// <summary>What happened to the row.</summary>
    public required DoNotContactStatus Status { get; init; }

    /// <summary><c>urn:li:fsd_profile:</c> and the member id; absent if the row was refused.</summary>
    public string? ProfileUrn { get; init; }

    /// <summary>Why the row was refused; the client reads a reason newer than itself as null.</summary>
    public Reason? Reason { get; init; }

    /// <summary>A sentence for people, if the row was refused.</summary>
    public string? Message { get; init; }

    /// <summary>
    /// When the row can pass (UTC); absent if waiting does not help. To try the row again, repeat the same call with
    /// its idempotency key.
    /// </summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public DateTimeOffset? RetryAt { get; init; }
}
