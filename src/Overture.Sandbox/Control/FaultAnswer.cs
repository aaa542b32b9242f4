using System.Text.Json.Serialization;
using Overture.Sandbox.Faults;

namespace Overture.Sandbox.Control;

/// <summary>A fault in force. Fields that do not apply are absent; "count" is what remains.</summary>
internal sealed record FaultAnswer(int Id, FaultKind Kind, FaultPath Path, double Rate)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Count { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TimeSpan? Delay { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Seed { get; init; }

    public static FaultAnswer Of(Fault fault) => new(fault.Id, fault.Rule.Kind, fault.Rule.Path, fault.Rule.Rate)
    {
        Count = fault.Remaining,
        Delay = fault.Rule.Kind == FaultKind.Delay ? fault.Rule.Delay : null,
        Seed = fault.Rule.Seed,
    };
}
