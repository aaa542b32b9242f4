using System.Text.Json.Serialization;

namespace Overture.Client.Contract;

/// <summary>The rules that an invitation passes before it is sent, in the order in which they decide.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GateName>))]
public enum GateName
{
    /// <summary>A value newer than this client.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown = 0,

    /// <summary>The account is active and not paused.</summary>
    [JsonStringEnumMemberName("account")]
    Account,

    /// <summary>The note is short enough for the account.</summary>
    [JsonStringEnumMemberName("note_length")]
    NoteLength,

    /// <summary>No variable of a template is left in the note.</summary>
    [JsonStringEnumMemberName("note_placeholder")]
    NotePlaceholder,

    /// <summary>The workspace has enough credits.</summary>
    [JsonStringEnumMemberName("credits")]
    Credits,

    /// <summary>The platform is not throttling the account.</summary>
    [JsonStringEnumMemberName("platform_pause")]
    PlatformPause,

    /// <summary>The account's breaker is closed.</summary>
    [JsonStringEnumMemberName("breaker")]
    Breaker,

    /// <summary>The platform finds the person.</summary>
    [JsonStringEnumMemberName("person")]
    Person,

    /// <summary>The relationship between account and person permits an invitation.</summary>
    [JsonStringEnumMemberName("relationship")]
    Relationship,

    /// <summary>The person is on no do-not-contact list.</summary>
    [JsonStringEnumMemberName("do_not_contact")]
    DoNotContact,

    /// <summary>No other account of the workspace is contacting the person.</summary>
    [JsonStringEnumMemberName("claim")]
    Claim,

    /// <summary>The platform accepts invitations from the account.</summary>
    [JsonStringEnumMemberName("invitation_pause")]
    InvitationPause,

    /// <summary>The account has room for another pending invitation.</summary>
    [JsonStringEnumMemberName("pending")]
    Pending,

    /// <summary>The budget for seven days has room.</summary>
    [JsonStringEnumMemberName("week")]
    Week,

    /// <summary>The budget for the day has room.</summary>
    [JsonStringEnumMemberName("day")]
    Day,

    /// <summary>The account can send a note.</summary>
    [JsonStringEnumMemberName("notes")]
    Notes,

    /// <summary>The account is within its working hours.</summary>
    [JsonStringEnumMemberName("working_hours")]
    WorkingHours,

    /// <summary>The gap since the previous invitation is long enough.</summary>
    [JsonStringEnumMemberName("gap")]
    Gap,
}
