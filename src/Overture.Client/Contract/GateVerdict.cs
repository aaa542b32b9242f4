using System.Text.Json.Serialization;

namespace Overture.Client.Contract;

/// <summary>What a gate decides about an invitation.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GateVerdict>))]
public enum GateVerdict
{
    /// <summary>A value newer than this client.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown = 0,

    /// <summary>The gate lets the invitation pass.</summary>
    [JsonStringEnumMemberName("open")]
    Open,

    /// <summary>The gate refuses the invitation.</summary>
    [JsonStringEnumMemberName("closed")]
    Closed,

    /// <summary>The gate does not matter, because there is nothing to send.</summary>
    [JsonStringEnumMemberName("not_needed")]
    NotNeeded,

    /// <summary>The gate has no input, because an earlier gate is closed.</summary>
    [JsonStringEnumMemberName("not_checked")]
    NotChecked,
}
