using System.Text.Json.Serialization;

namespace Overture.Client.Contract;

/// <summary>What a refusal is about: what has to change, or to be waited for, before the same request can succeed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Scope>))]
public enum Scope
{
    /// <summary>The API key or its workspace.</summary>
    [JsonStringEnumMemberName("key")]
    Key,

    /// <summary>The connected account.</summary>
    [JsonStringEnumMemberName("account")]
    Account,

    /// <summary>The person who was to be invited.</summary>
    [JsonStringEnumMemberName("person")]
    Person,

    /// <summary>The note; the same invitation without one may go through.</summary>
    [JsonStringEnumMemberName("note")]
    Note,

    /// <summary>The network behind the gateway.</summary>
    [JsonStringEnumMemberName("platform")]
    Platform,

    /// <summary>The gateway itself.</summary>
    [JsonStringEnumMemberName("gateway")]
    Gateway,
}
