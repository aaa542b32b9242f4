using System.Text.Json;
using Overture.Sandbox.Faults;
using Overture.Sandbox.Network;

namespace Overture.Sandbox.Control;

/// <summary>How the control surface reads and writes JSON: snake_case, unknown fields refused.</summary>
internal static class ControlJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        AllowDuplicateProperties = true,
        Converters =
        {
            new IsoDurationConverter(),
            new EnumNames<FaultKind>(),
            new EnumNames<FaultPath>(),
            new EnumNames<InvitationState>(),
        },
    };
}
