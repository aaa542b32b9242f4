using System.Text.Json.Serialization;

namespace Overture.Client.Contract;

/// <summary>The class of an error: a closed set. <see cref="Reason"/> says precisely what happened.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ErrorCode>))]
public enum ErrorCode
{
    /// <summary>The API key is missing, unknown or not accepted (403).</summary>
    [JsonStringEnumMemberName("INVALID_API_KEY")]
    InvalidApiKey,

    /// <summary>The account cannot act now (403).</summary>
    [JsonStringEnumMemberName("ACCOUNT_INACTIVE")]
    AccountInactive,

    /// <summary>The workspace has no such account, or the path does not exist (404).</summary>
    [JsonStringEnumMemberName("INVALID_ACCOUNT")]
    InvalidAccount,

    /// <summary>The category has no such action (400), or the path does not support the method (405).</summary>
    [JsonStringEnumMemberName("INVALID_ACTION")]
    InvalidAction,

    /// <summary>A parameter or the body is missing or invalid (400, 413, 415 or 422).</summary>
    [JsonStringEnumMemberName("INVALID_PARAMS")]
    InvalidParams,

    /// <summary>The workspace does not have enough credits (402).</summary>
    [JsonStringEnumMemberName("INSUFFICIENT_CREDITS")]
    InsufficientCredits,

    /// <summary>A limit of the gateway or of the platform is reached (429).</summary>
    [JsonStringEnumMemberName("RATE_LIMITED")]
    RateLimited,

    /// <summary>The platform or a list of the gateway refuses the action (409), or the platform failed (502).</summary>
    [JsonStringEnumMemberName("CHANNEL_ERROR")]
    ChannelError,

    /// <summary>The gateway failed (500).</summary>
    [JsonStringEnumMemberName("INTERNAL_ERROR")]
    InternalError,
}
