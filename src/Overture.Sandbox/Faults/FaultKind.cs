using System.Text.Json.Serialization;

namespace Overture.Sandbox.Faults;

internal enum FaultKind
{
    [JsonStringEnumMemberName("cut-before")]
    CutBefore,

    [JsonStringEnumMemberName("cut-after")]
    CutAfter,

    [JsonStringEnumMemberName("delay")]
    Delay,

    [JsonStringEnumMemberName("status-500-before")]
    Status500Before,

    [JsonStringEnumMemberName("status-500-after")]
    Status500After,

    [JsonStringEnumMemberName("status-503")]
    Status503,

    [JsonStringEnumMemberName("status-429")]
    Status429,
}

/// <summary>How a fault takes an answer away after the operation took effect.</summary>
internal enum AnswerLoss
{
    None,
    Cut,
    Status500,
}
