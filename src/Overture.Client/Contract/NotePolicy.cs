using System.Text.Json.Serialization;

namespace Overture.Client.Contract;

/// <summary>What to do with an invitation's note while the account cannot send notes.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NotePolicy>))]
public enum NotePolicy
{
    /// <summary>Refuse the invitation and say when a note is possible again; a queued invitation waits.</summary>
    [JsonStringEnumMemberName("require")]
    Require,

    /// <summary>Send without the note; the answer has the header <c>Overture-Note: dropped</c>.</summary>
    [JsonStringEnumMemberName("drop")]
    Drop,

    /// <summary>Queue the invitation until the account can send a note.</summary>
    [JsonStringEnumMemberName("wait")]
    Wait,
}
