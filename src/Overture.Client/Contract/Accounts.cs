using System.Text.Json.Serialization;

namespace Overture.Client.Contract;

/// <summary>Body of <c>POST /v2/login</c>.</summary>
public sealed record LoginRequest
{
    /// <summary>Always <c>linkedin</c>.</summary>
    public required string Platform { get; init; }

    /// <summary>The session cookie that the account's owner supplies.</summary>
    public required string LoginToken { get; init; }

    /// <summary>Display name; the member's own name when absent.</summary>
    public string? AccountName { get; init; }

    /// <summary>Two-letter country, kept and listed; it chooses nothing here.</summary>
    public string? Country { get; init; }

    /// <summary>Everything but the token, which is a secret.</summary>
    /// <returns>One line for a log.</returns>
    public override string ToString() =>
        $"{nameof(LoginRequest)} {{ Platform = {Platform}, AccountName = {AccountName}, Country = {Country} }}";
}

/// <summary>Answer of <c>POST /v2/login</c>.</summary>
public sealed record LoginData
{
    /// <summary>Permanent; the same member in the same workspace always gets the same one.</summary>
    public required string AccountId { get; init; }

    /// <summary><c>connected</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Reserved for checkpoints; null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? ChallengeType { get; init; }

    /// <summary>A sentence for the account's owner, or null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Message { get; init; }
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

    /// <summary>True when calls for the account are carried out.</summary>
    public required bool IsActive { get; init; }

    /// <summary><c>active</c> or <c>inactive</c>.</summary>
    public required string Status { get; init; }

    /// <summary>
    /// Why the account is inactive; absent when it is active. The client reads a reason newer than itself as null.
    /// </summary>
    public Reason? Reason { get; init; }

    /// <summary>Two-letter country as given at login.</summary>
    public string? Country { get; init; }

    /// <summary>When the account was first connected (UTC).</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its state or session last changed (UTC).</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>A page of accounts, oldest first.</summary>
public sealed record AccountsData
{
    /// <summary>The accounts of this page.</summary>
    public required IReadOnlyList<AccountItem> Items { get; init; }

    /// <summary>Number of accounts in the workspace.</summary>
    public required int Total { get; init; }

    /// <summary>Greatest number of items in a page: 1 to 500.</summary>
    public required int Limit { get; init; }

    /// <summary>Number of accounts before this page.</summary>
    public required int Offset { get; init; }

    /// <summary>Where the next page starts.</summary>
    public required OffsetPagination Pagination { get; init; }
}

/// <summary>Where the next page starts.</summary>
public sealed record OffsetPagination
{
    /// <summary>Offset of the next page; null on the last one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? NextOffset { get; init; }

    /// <summary>True when there is a next page.</summary>
    public required bool HasMore { get; init; }
}
