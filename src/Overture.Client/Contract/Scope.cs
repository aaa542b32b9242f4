using System.Text.Json.Serialization;

namespace Overture.Client.Contract;

/// <summary>What a refusal applies to: what must change before the same request can succeed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Scope>))]
public enum Scope
{
    /// <summary>The API key or its workspace.</summary>
    [JsonStringEnumMemberName("key")]
    Key,

    /// <summary>The connected account.</summary>
    [JsonStringEnumMemberName("account")]
    Account,

    /// <summary>The person.</summary>
    [JsonStringEnumMemberName("person")]
    Person,

    /// <summary>The note. The same invitation can succeed without it.</summary>
    [JsonStringEnumMemberName("note")]
    Note,

    /// <summary>The platform.</summary>
    [JsonStringEnumMemberName("platform")]
    Platform,

    /// <summary>The gateway itself.</summary>
    [JsonStringEnumMemberName("gateway")]
    Gateway,
}
