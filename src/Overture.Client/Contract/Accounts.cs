using System.Text.Json.Serialization;

namespace Overture.Client.Contract;

/// <content>Names of the calls about accounts.</content>
public static partial class ActionNames
{
    /// <summary>Connects an account (<c>POST /v2/login</c>).</summary>
    public const string Login = "login";

    /// <summary>Lists the workspace's accounts (<c>GET /v2/accounts</c>).</summary>
    public const string ListAccounts = "list_accounts";

    /// <summary>Reads one account (<c>GET /v2/accounts/{account_id}</c>).</summary>
    public const string GetAccount = "get_account";
}

/// <summary>Body of <c>POST /v2/login</c>.</summary>
public sealed record LoginRequest
{
    /// <summary>Always <c>linkedin</c>.</summary>
    public required string Platform { get; init; }

    /// <summary>The session cookie, supplied by the account's owner.</summary>
    public required string LoginToken { get; init; }

    /// <summary>The display name; the member's own name if absent.</summary>
    public string? AccountName { get; init; }

    /// <summary>Two-letter country. The gateway stores and lists it, and does nothing else with it.</summary>
    public string? Country { get; init; }

    /// <summary>Every property except the token, which is a secret.</summary>
    /// <returns>One line for a log.</returns>
    public override string ToString() =>
        $"{nameof(LoginRequest)} {{ Platform = {Platform}, AccountName = {AccountName}, Country = {Country} }}";
}

/// <summary>Answer of <c>POST /v2/login</c>.</summary>
public sealed record LoginData
{
    /// <summary>The account's permanent id. The same member in the same workspace always gets the same id.</summary>
    public required string AccountId { get; init; }

    /// <summary>The state of the login.</summary>
    public required LoginStatus Status { get; init; }

    /// <summary>Reserved for checkpoints; null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? ChallengeType { get; init; }

    /// <summary>A sentence for the account's owner, or null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Message { get; init; }
}

/// <summary>The state of a login.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LoginStatus>))]
public enum LoginStatus
{
    /// <summary>A value newer than this client.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown = 0,

    /// <summary>The account is connected.</summary>
    [JsonStringEnumMemberName("connected")]
    Connected,

    /// <summary>The platform requires a security check before it accepts the login.</summary>
    [JsonStringEnumMemberName("checkpoint_required")]
    CheckpointRequired,
}

/// <summary>One connected account.</summary>
public sealed record AccountItem
{
    /// <summary>Permanent id.</summary>
    public required string AccountId { get; init; }

    /// <summary>Always <c>linkedin</c>.</summary>
    public required string Platform { get; init; }

    /// <summary>Display name.</summary>
    public required string AccountName { get; init; }

    /// <summary>True if the account can act.</summary>
    public required bool IsActive { get; init; }

    /// <summary>The account's state.</summary>
    public required AccountStatus Status { get; init; }

    /// <summary>
    /// Why the account is inactive; absent if it is active. The client reads a reason newer than itself as null.
    /// </summary>
    public Reason? Reason { get; init; }

    /// <summary>Two-letter country from the login.</summary>
    public string? Country { get; init; }

    /// <summary>When the account was first connected (UTC).</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its state or session last changed (UTC).</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>The state of an account.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AccountStatus>))]
public enum AccountStatus
{
    /// <summary>A value newer than this client.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown = 0,

    /// <summary>The account can act.</summary>
    [JsonStringEnumMemberName("active")]
    Active,

    /// <summary>The account cannot act; <see cref="AccountItem.Reason"/> says why.</summary>
    [JsonStringEnumMemberName("inactive")]
    Inactive,
}

/// <summary>A page of accounts, oldest first.</summary>
public sealed record AccountsData
{
    /// <summary>The accounts of this page.</summary>
    public required IReadOnlyList<AccountItem> Items { get; init; }

    /// <summary>The number of accounts in the workspace.</summary>
    public required int Total { get; init; }

    /// <summary>The maximum number of items in a page: 1 to 500.</summary>
    public required int Limit { get; init; }

    /// <summary>The number of accounts before this page.</summary>
    public required int Offset { get; init; }

    /// <summary>Where the next page starts.</summary>
    public required OffsetPagination Pagination { get; init; }
}

/// <summary>Where the next page starts.</summary>
public sealed record OffsetPagination
{
    /// <summary>Offset of the next page; null on the last page.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? NextOffset { get; init; }

    /// <summary>True if there is a next page.</summary>
    public required bool HasMore { get; init; }
}
