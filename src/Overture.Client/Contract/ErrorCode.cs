using System.Text.Json.Serialization;

namespace Overture.Client.Contract;

/// <summary>
/// The closed set of error codes that existing clients know. <see cref="Reason"/> says precisely what happened.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<ErrorCode>))]
public enum ErrorCode
{
    /// <summary>The API key is missing, unknown or not accepted here (403).</summary>
    [JsonStringEnumMemberName("INVALID_API_KEY")]
    InvalidApiKey,

    /// <summary>The account exists but cannot act now (403).</summary>
    [JsonStringEnumMemberName("ACCOUNT_INACTIVE")]
    AccountInactive,

    /// <summary>The account is unknown or belongs to another workspace; also an unknown path (404).</summary>
    [JsonStringEnumMemberName("INVALID_ACCOUNT")]
    InvalidAccount,

    /// <summary>The category does not offer this action (400), or the path this method (405).</summary>
    [JsonStringEnumMemberName("INVALID_ACTION")]
    InvalidAction,

    /// <summary>A parameter or the body is missing or wrong (400, 413, 415 or 422).</summary>
    [JsonStringEnumMemberName("INVALID_PARAMS")]
    InvalidParams,

    /// <summary>The workspace's balance is too low for the action (402).</summary>
    [JsonStringEnumMemberName("INSUFFICIENT_CREDITS")]
    InsufficientCredits,

    /// <summary>Too much at once, for us or for the platform (429).</summary>
    [JsonStringEnumMemberName("RATE_LIMITED")]
    RateLimited,

    /// <summary>The platform, or a list of ours about a person, said no (409), or the platform failed (502).</summary>
    [JsonStringEnumMemberName("CHANNEL_ERROR")]
    ChannelError,

    /// <summary>A fault of the gateway itself (500).</summary>
    [JsonStringEnumMemberName("INTERNAL_ERROR")]
    InternalError,
}
