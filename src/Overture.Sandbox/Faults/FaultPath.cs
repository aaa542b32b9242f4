using System.Text.Json.Serialization;

namespace Overture.Sandbox.Faults;

/// <summary>The operations that a fault strikes.</summary>
internal enum FaultPath
{
    Send,
    Resolve,
    Relationship,
    Me,

    [JsonStringEnumMemberName("*")]
    All,
}
