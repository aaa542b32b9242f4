using System.Text.Json.Serialization;
using Overture.Client.Contract;

namespace Overture.Server.Hosting;

/// <summary>Answer of <c>/healthz</c> and <c>/readyz</c>.</summary>
internal sealed record HealthData
{
    public required string Status { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SuccessEnvelope<HealthData>))]
internal sealed partial class HostingJson : JsonSerializerContext;
